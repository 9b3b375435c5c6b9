package dev.weir.media.flv;

import dev.weir.media.flv.FlvEvent.TrackConfigured;
import dev.weir.media.flv.FlvEvent.TrackEnded;
import dev.weir.media.frame.Track;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has been said about one track so far, so that nothing is said twice. */
final class Announcer<T extends Track> {

  private @Nullable T track;
  private boolean announced;

  /** The track's configuration, which need not have been announced yet. */
  Optional<T> track() {
    return Optional.ofNullable(track);
  }

  /** Takes a configuration; announces it if it is new. */
  void configure(T next, List<FlvEvent> events) {
    if (!next.equals(track)) {
      track = next;
      announced = false;
    }
    announce(events);
  }

  /** Announces the track if it is known and has not been announced since it began or ended. */
  void announce(List<FlvEvent> events) {
    if (track != null && !announced) {
      events.add(new TrackConfigured(track));
      announced = true;
    }
  }

  /** Ends the track, keeping its configuration: audio may go on after a silence. */
  void end(List<FlvEvent> events) {
    if (track != null && announced) {
      events.add(new TrackEnded(track));
      announced = false;
    }
  }

  /** Forgets the track, since its frames are now of another codec. */
  void forget() {
    track = null;
    announced = false;
  }
}
