package dev.weir.contract.quality;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why our player had to give up what it was playing, and began again or did not. */
public enum PlayFailure {
  /** What it asked for did not come. */
  NETWORK(QualityCount.NETWORK_FAILURES),
  /** Nothing to show came in time. */
  TIMEOUT(QualityCount.TIMEOUT_FAILURES),
  /** What came could not be decoded. */
  MEDIA(QualityCount.MEDIA_FAILURES),
  /** The browser has no decoder for the stream. */
  UNSUPPORTED(QualityCount.UNSUPPORTED_FAILURES),
  /** The server did not let the viewer watch. */
  REFUSED(QualityCount.REFUSED_FAILURES);

  private final QualityCount count;

  PlayFailure(QualityCount count) {
    this.count = count;
  }

  /** What counts it. */
  public QualityCount count() {
    return count;
  }

  /** As players and addresses have it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #text}. */
  public static Optional<PlayFailure> parse(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }
}
