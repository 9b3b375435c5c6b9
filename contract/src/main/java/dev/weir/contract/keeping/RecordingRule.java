package dev.weir.contract.keeping;

import dev.weir.contract.storage.Shelf;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Which streams are recorded, and how.
 *
 * @param streams the streams that are meant
 * @param start when recording begins
 * @param formats in which formats; none for streams that are never to be recorded, whatever a later
 *     rule says
 * @param renditions whether each rendition is recorded too, beside the source
 * @param splitAfter a new file begins at the first segment after so long; empty for never
 * @param mergeWithin a publish that begins so soon after the last one ended goes on with its file
 * @param name what the files are called
 * @param retention how long files are kept; empty for as long as the tenant wants
 * @param shelf where files lie
 */
public record RecordingRule(
    StreamChoice streams,
    Start start,
    Set<RecordingFormat> formats,
    boolean renditions,
    Optional<Duration> splitAfter,
    Duration mergeWithin,
    NameTemplate name,
    Optional<Duration> retention,
    Shelf shelf) {

  /** Shortest file. */
  public static final Duration MIN_SPLIT = Duration.ofMinutes(1);

  /** Longest file; a recording without an end of its own is split there, too. */
  public static final Duration MAX_SPLIT = Duration.ofHours(12);

  /** Longest interruption that a file can go on after. */
  public static final Duration MAX_MERGE = Duration.ofMinutes(30);

  /** Longest retention that can be asked for. */
  public static final Duration MAX_RETENTION = Duration.ofDays(3650);

  /** Throws {@link IllegalArgumentException} for a time that is out of bounds. */
  public RecordingRule {
    formats = Set.copyOf(formats);
    if (splitAfter
        .filter(d -> d.compareTo(MIN_SPLIT) < 0 || d.compareTo(MAX_SPLIT) > 0)
        .isPresent()) {
      throw new IllegalArgumentException("a recording is split after 1 minute to 12 hours");
    }
    if (mergeWithin.isNegative() || mergeWithin.compareTo(MAX_MERGE) > 0) {
      throw new IllegalArgumentException("interruptions are merged up to 30 minutes");
    }
    retention.ifPresent(days -> Retention.check(days, MAX_RETENTION));
  }

  /** A rule whose files lie in the operator's store. */
  public RecordingRule(
      StreamChoice streams,
      Start start,
      Set<RecordingFormat> formats,
      boolean renditions,
      Optional<Duration> splitAfter,
      Duration mergeWithin,
      NameTemplate name,
      Optional<Duration> retention) {
    this(
        streams,
        start,
        formats,
        renditions,
        splitAfter,
        mergeWithin,
        name,
        retention,
        Shelf.usual());
  }

  /** The same, whose files lie elsewhere. */
  public RecordingRule on(Shelf other) {
    return new RecordingRule(
        streams, start, formats, renditions, splitAfter, mergeWithin, name, retention, other);
  }

  /** When recording begins. */
  public enum Start {
    /** With the publish. */
    AT_PUBLISH,
    /** When somebody asks for it while the stream is live. */
    ON_DEMAND
  }
}
