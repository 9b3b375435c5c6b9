package dev.weir.stream.timeline;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.hls.CmafPackager;
import dev.weir.media.hls.MuxedSegment;
import dev.weir.media.hls.Part;
import dev.weir.media.hls.TrackInit;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import java.util.List;

/** Puts what a timeline holds into direct memory, in its containers. Thread-safe. */
final class SegmentBytes {

  private final ByteBufAllocator memory;

  SegmentBytes(ByteBufAllocator memory) {
    this.memory = memory;
  }

  /** A CMAF header. */
  SharedBytes init(TrackInit init) {
    return new SharedBytes(() -> gather(List.of(CmafPackager.init(init))));
  }

  /** A CMAF chunk. */
  SharedBytes part(TrackInit init, Part part) {
    return new SharedBytes(() -> gather(CmafPackager.part(init, part)));
  }

  /** A CMAF segment: the memory of its parts, one after the other. */
  SharedBytes segment(List<SharedBytes> parts) {
    return new SharedBytes(() -> {
      CompositeByteBuf whole = memory.compositeDirectBuffer(Math.max(1, parts.size()));
      for (SharedBytes part : parts) {
        part.lease().ifPresent(lease -> whole.addComponent(true, lease));
      }
      return whole;
    });
  }

  /** A transport stream segment. */
  SharedBytes muxed(MuxedSegment segment) {
    return new SharedBytes(() -> gather(List.of(segment.write())));
  }

  private ByteBuf gather(List<ByteSlice> slices) {
    int size = slices.stream().mapToInt(ByteSlice::length).sum();
    ByteBuf buffer = memory.directBuffer(size, size);
    for (ByteSlice slice : slices) {
      buffer.writeBytes(slice.array(), slice.offset(), slice.length());
    }
    return buffer;
  }
}
