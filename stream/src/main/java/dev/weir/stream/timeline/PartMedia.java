package dev.weir.stream.timeline;

import dev.weir.media.hls.Part;
import dev.weir.media.hls.TrackKind;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** Where the bytes of parts are that are known without them. Thread-safe. */
@FunctionalInterface
public interface PartMedia {

  /**
   * The coded bytes of a part's samples, one after the other, without the container around them;
   * empty when they have left. Whoever takes a lease releases it.
   */
  Optional<ByteBuf> lease(TrackKind kind, Part part);
}
