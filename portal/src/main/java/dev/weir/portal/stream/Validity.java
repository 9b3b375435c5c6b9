package dev.weir.portal.stream;

import dev.weir.portal.web.Messages;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long an address shall open something. */
public enum Validity {
  /** For a test. */
  HOUR("1h", Duration.ofHours(1)),
  /** For today's event. */
  DAY("1d", Duration.ofDays(1)),
  /** For a series. */
  MONTH("30d", Duration.ofDays(30)),
  /** For a channel. */
  YEAR("1y", Duration.ofDays(365));

  private final String text;
  private final Duration duration;

  Validity(String text, Duration duration) {
    this.text = text;
    this.duration = duration;
  }

  /** Reads the query's form; anything unknown is a day. */
  public static Validity read(@Nullable String query) {
    for (Validity validity : values()) {
      if (validity.text.equals(query)) {
        return validity;
      }
    }
    return DAY;
  }

  /** As it stands in a query. */
  public String text() {
    return text;
  }

  /** As shown to people. */
  public String title() {
    return Messages.text("stream/words", "validity." + text);
  }

  /** The length of time. */
  public Duration duration() {
    return duration;
  }
}
