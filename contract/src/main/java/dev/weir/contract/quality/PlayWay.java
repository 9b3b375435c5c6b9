package dev.weir.contract.quality;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which way our player played. */
public enum PlayWay {
  /** HLS with parts. */
  LL_HLS,
  /** HLS by whole segments. */
  HLS,
  /** FLV over HTTP. */
  FLV,
  /** What the stream was a while ago. */
  TIME_SHIFT;

  /** As players and addresses have it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads {@link #text}. */
  public static Optional<PlayWay> parse(String text) {
    return Arrays.stream(values()).filter(way -> way.text().equals(text)).findFirst();
  }
}
