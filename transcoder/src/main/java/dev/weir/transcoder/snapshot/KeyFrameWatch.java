package dev.weir.transcoder.snapshot;

import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.runtime.clock.TimeSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the key frames of a stream's first track of pictures. Belongs to one thread. */
final class KeyFrameWatch {

  private final TimeSource time;
  private @Nullable FlvTag configuration;

  KeyFrameWatch(TimeSource time) {
    this.time = time;
  }

  /** A picture that could be made, when {@code tag} is a key frame that can be decoded. */
  Optional<Negative> note(FlvTag tag) {
    if (!(tag instanceof VideoTag) || tag.trackNumber() != 0) {
      return Optional.empty();
    }
    if (tag.isSequenceStart()) {
      configuration = tag;
      return Optional.empty();
    }
    FlvTag known = configuration;
    return known != null && tag.isKeyFrame()
        ? Optional.of(new Negative(known, tag, time.now()))
        : Optional.empty();
  }

  /** Another publisher follows. */
  void clear() {
    configuration = null;
  }
}
