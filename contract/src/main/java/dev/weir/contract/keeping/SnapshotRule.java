package dev.weir.contract.keeping;

import java.time.Duration;
import java.util.Optional;

/**
 * Of which streams snapshots are taken, and how often.
 *
 * @param streams the streams that are meant
 * @param every time between two snapshots; empty for streams of which none are taken, whatever a
 *     later rule says
 * @param format the kind of picture
 * @param sequence what each snapshot is called and how long it is kept; empty when only the latest
 *     is of interest
 */
public record SnapshotRule(
    StreamChoice streams, Optional<Duration> every, Format format, Optional<Sequence> sequence) {

  /** Least time between two snapshots. */
  public static final Duration MIN_EVERY = Duration.ofSeconds(1);

  /** Most time between two snapshots. */
  public static final Duration MAX_EVERY = Duration.ofHours(1);

  /** Longest retention of a sequence. */
  public static final Duration MAX_RETENTION = Duration.ofDays(365);

  /** Throws {@link IllegalArgumentException} for a time that is out of bounds. */
  public SnapshotRule {
    if (every.filter(d -> d.compareTo(MIN_EVERY) < 0 || d.compareTo(MAX_EVERY) > 0).isPresent()) {
      throw new IllegalArgumentException("snapshots are taken every 1 to 3,600 s");
    }
  }

  /** The kind of picture. */
  public enum Format {
    /** JPEG. */
    JPEG("jpg", "image/jpeg"),
    /** WebP. */
    WEBP("webp", "image/webp");

    private final String extension;
    private final String mediaType;

    Format(String extension, String mediaType) {
      this.extension = extension;
      this.mediaType = mediaType;
    }

    /** How names of its files end, without the dot. */
    public String extension() {
      return extension;
    }

    /** Its media type. */
    public String mediaType() {
      return mediaType;
    }
  }

  /**
   * All snapshots are kept, not only the latest.
   *
   * @param name what each is called
   * @param retention how long it is kept
   */
  public record Sequence(NameTemplate name, Duration retention) {

    /** Throws {@link IllegalArgumentException} unless each snapshot has a name of its own. */
    public Sequence {
      if (!name.distinguishes()) {
        throw new IllegalArgumentException(
            "names of snapshots contain {UnixTimestamp} or {Sequence}");
      }
      Retention.check(retention, MAX_RETENTION);
    }
  }
}
