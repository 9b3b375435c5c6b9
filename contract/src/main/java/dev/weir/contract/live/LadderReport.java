package dev.weir.contract.live;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.TemplateId;
import java.util.List;
import java.util.Optional;

/**
 * How the ladder of one live stream is made by its node, told about every two seconds.
 *
 * @param source the stream that it is the ladder of
 * @param state whether it is made
 * @param encodings pictures that are encoded for it now; what quotas count
 * @param work what its process does; empty where none runs
 * @param deaths processes that ended of themselves since the stream began
 * @param lastExit why the last process ended, one word; empty when none has
 * @param rungs its renditions in the order of their rule, at most {@link LadderRule#MAX_RENDITIONS}
 */
public record LadderReport(
    StreamAddress source,
    State state,
    int encodings,
    Optional<Work> work,
    int deaths,
    String lastExit,
    List<RungReport> rungs) {

  /** Whether a ladder is made. */
  public enum State {
    /** A process makes it. */
    RUNNING,
    /** It is made on demand, and nobody asks. */
    ASLEEP,
    /** It is about to begin: at the next key frame, or after a wait. */
    WAITING,
    /** Its process died so often that it is tried again only after a long while. */
    GIVEN_UP,
    /** The source is more than is transcoded; what it is otherwise goes on. */
    REFUSED
  }

  /** Copies the list. */
  public LadderReport {
    rungs = List.copyOf(rungs);
  }

  /**
   * What a ladder's one process does, over the time since the report before.
   *
   * @param speed seconds of media that it puts out in a second; 1 when it keeps up
   * @param latenessMs how far what it puts out is behind what it was given, milliseconds of media
   * @param processors how many processors it keeps busy; 0.5 is half of one
   * @param residentBytes memory that it takes
   */
  public record Work(double speed, long latenessMs, double processors, long residentBytes) {}

  /**
   * One rendition.
   *
   * @param template whose rendition it is
   * @param state whether it is made
   * @param width pixels; 0 for sound alone, and while it is not made
   * @param height pixels; as {@code width}
   * @param framesPerSecond that are put out, over the last seconds
   * @param bitsPerSecond that are put out, over the last seconds
   */
  public record RungReport(
      TemplateId template,
      RungState state,
      int width,
      int height,
      double framesPerSecond,
      long bitsPerSecond) {}

  /** Whether a rendition is made, and why not. */
  public enum RungState {
    /** Its pictures or its sound are encoded. */
    ENCODED,
    /** It is the source's own, since nothing would change. */
    PASSED,
    /** It comes with the ladder's next process. */
    WAITING,
    /** The source has nothing that it could be made of. */
    NOTHING_TO_MAKE,
    /** Left out: the node encodes as many pictures as it may. */
    NO_CAPACITY,
    /** Left out: the machine could not keep up. */
    TOO_SLOW,
    /** Left out: the tenant has as many pictures encoded as it may. */
    QUOTA,
    /** Refused: the source's pictures have more pixels than are decoded. */
    SOURCE_TOO_LARGE,
    /** Refused: the source has more pictures a second than are decoded. */
    SOURCE_TOO_FAST,
    /** Refused: the source has more bits a second than are decoded. */
    SOURCE_TOO_HEAVY
  }
}
