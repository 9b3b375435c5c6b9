package dev.weir.stream.timeline;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.fmp4.FragmentWriter;
import dev.weir.media.fmp4.InitSegment;
import dev.weir.media.hls.MuxedSegment;
import dev.weir.media.hls.Part;
import dev.weir.media.hls.TrackInit;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import java.util.List;

/** Puts what a timeline holds into direct memory, in its containers. Thread-safe. */
final class SegmentBytes {

  /** Pictures and sound are apart, so that each file has one track. */
  private static final int TRACK_ID = 1;

  private final ByteBufAllocator memory;

  SegmentBytes(ByteBufAllocator memory) {
    this.memory = memory;
  }

  /** A CMAF header. */
  SharedBytes init(TrackInit init) {
    return new SharedBytes(
        () -> gather(List.of(InitSegment.of(TRACK_ID, init.timescale(), init.track()).write())));
  }

  /** A CMAF chunk. */
  SharedBytes part(Part part) {
    FragmentWriter.Run run = new FragmentWriter.Run(TRACK_ID, part.samples());
    return new SharedBytes(
        () -> gather(FragmentWriter.write(part.number(), List.of(run)).slices()));
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
    return new SharedBytes(() -> gather(List.of()));
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
