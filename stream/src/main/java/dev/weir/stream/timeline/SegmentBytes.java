package dev.weir.stream.timeline;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.hls.CmafPackager;
import dev.weir.media.hls.MuxedSegment;
import dev.weir.media.hls.Part;
import dev.weir.media.hls.Segment;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import java.util.List;

/**
 * Puts what a timeline holds into direct memory, in its containers. Of media there is one copy, the
 * CMAF chunk of its part; all else is made of that. Thread-safe.
 */
final class SegmentBytes {

  private final ByteBufAllocator memory;

  SegmentBytes(ByteBufAllocator memory) {
    this.memory = memory;
  }

  /** A CMAF header. */
  SharedBytes init(TrackInit init) {
    return new SharedBytes(() -> gather(List.of(CmafPackager.init(init))));
  }

  /** A CMAF chunk, written at once: from now on its media is nowhere else. */
  SharedBytes part(TrackInit init, Part part) {
    return SharedBytes.of(gather(CmafPackager.part(init, part)));
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

  /**
   * A transport stream segment.
   *
   * @param emptied the segment, without its bytes
   * @param media where they are
   */
  SharedBytes muxed(MuxedSegment emptied, PartMedia media) {
    return new SharedBytes(() -> gather(List.of(filled(emptied, media).write())));
  }

  private static MuxedSegment filled(MuxedSegment emptied, PartMedia media) {
    List<Segment> tracks =
        emptied.tracks().stream()
            .map(segment ->
                segment.with(
                    segment.parts().stream()
                        .map(part -> filled(segment.init().kind(), part, media))
                        .toList()))
            .toList();
    return new MuxedSegment(tracks, emptied.continuity());
  }

  private static Part filled(TrackKind kind, Part part, PartMedia media) {
    if (part.gap()) {
      return part;
    }
    ByteBuf lease =
        media
            .lease(kind, part)
            .orElseThrow(() -> new IllegalStateException("a segment outlives its parts"));
    try {
      return part.filled(ByteSlice.of(ByteBufUtil.getBytes(lease)));
    } finally {
      lease.release();
    }
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
