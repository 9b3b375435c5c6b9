package dev.weir.portal.callback.delivery;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** In which form an endpoint is told. Texts are stored: they are never changed. */
public enum Dialect {
  /** JSON, signed as Standard Webhooks say. Any 2xx takes the event. */
  STANDARD("standard", Duration.ofSeconds(15)),
  /** ApsaraVideo Live's callbacks, for receivers that exist. 200 alone takes the event. */
  APSARAVIDEO("apsaravideo", Duration.ofSeconds(5));

  private static final int OK = 200;

  private final String text;
  private final Duration timeout;

  Dialect(String text, Duration timeout) {
    this.text = text;
    this.timeout = timeout;
  }

  /** As it is stored, and written in the API. */
  public String text() {
    return text;
  }

  /** How long an attempt may take, from the look at the name to the end of the answer. */
  public Duration timeout() {
    return timeout;
  }

  /** Whether an answer means that the event was taken. */
  boolean takenWith(int status) {
    return this == STANDARD ? status / 100 == 2 : status == OK;
  }

  /** Reads the text. */
  public static Optional<Dialect> parse(String text) {
    return Arrays.stream(values()).filter(known -> known.text.equals(text)).findFirst();
  }
}
