package dev.weir.portal.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long an address shall open something. */
public enum Validity {
  /** For a test. */
  HOUR("1h", "1 hour", Duration.ofHours(1)),
  /** For today's event. */
  DAY("1d", "1 day", Duration.ofDays(1)),
  /** For a series. */
  MONTH("30d", "30 days", Duration.ofDays(30)),
  /** For a channel. */
  YEAR("1y", "1 year", Duration.ofDays(365));

  private final String text;
  private final String title;
  private final Duration duration;

  Validity(String text, String title, Duration duration) {
    this.text = text;
    this.title = title;
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
    return title;
  }

  /** The length of time. */
  public Duration duration() {
    return duration;
  }
}
