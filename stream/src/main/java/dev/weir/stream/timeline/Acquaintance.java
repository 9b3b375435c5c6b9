package dev.weir.stream.timeline;

import dev.weir.media.flv.OnMetaData;
import dev.weir.media.frame.MediaFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * The first moments of a publisher, in which its frames wait until it is known what it sends:
 * pictures, sound, or both. A track that is not there within a second of media is not waited for.
 */
final class Acquaintance {

  /** How much media is held back, milliseconds. */
  static final int LONGEST_MS = 1000;

  /** Most frames that are held back. */
  static final int MAX_FRAMES = 512;

  private final List<Arrival> held = new ArrayList<>();
  private boolean oneKindIsAll;

  /** A frame, and when it came. */
  record Arrival(MediaFrame frame, long arrivalUnixMs) {}

  /** The encoder described itself: when it names one codec only, nothing else is to be expected. */
  void expect(OnMetaData metadata) {
    oneKindIsAll = metadata.videoCodecId().isPresent() != metadata.audioCodecId().isPresent();
  }

  void hold(MediaFrame frame, long arrivalUnixMs) {
    held.add(new Arrival(frame, arrivalUnixMs));
  }

  List<Arrival> held() {
    return held;
  }

  boolean isMade(TrackPair tracks) {
    if (tracks.isComplete() || (oneKindIsAll && !tracks.isEmpty())) {
      return true;
    }
    long heldMs = held.getLast().frame().dtsMs() - held.getFirst().frame().dtsMs();
    return heldMs >= LONGEST_MS || held.size() >= MAX_FRAMES;
  }
}
