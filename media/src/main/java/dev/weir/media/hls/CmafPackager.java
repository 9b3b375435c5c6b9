package dev.weir.media.hls;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.fmp4.FragmentWriter;
import dev.weir.media.fmp4.InitSegment;
import java.util.List;
import java.util.stream.Stream;

/**
 * The bytes of CMAF resources. They follow from the parts alone, so they are the same whenever and
 * however often they are made; the samples themselves are not copied.
 */
public final class CmafPackager {

  private CmafPackager() {}

  /** The init segment of a track. */
  public static ByteSlice init(TrackInit init) {
    return InitSegment.of(trackId(init), init.timescale(), init.track()).write();
  }

  /** The bytes of a part, to be gathered in order; none of a gap. */
  public static List<ByteSlice> part(TrackInit init, Part part) {
    if (part.gap()) {
      return List.of();
    }
    FragmentWriter.Run run = new FragmentWriter.Run(trackId(init), part.samples());
    return FragmentWriter.write(part.number(), List.of(run)).slices();
  }

  /** The bytes of a segment, to be gathered in order: those of its parts. */
  public static List<ByteSlice> segment(Segment segment) {
    Stream<List<ByteSlice>> parts =
        segment.parts().stream().map(part -> part(segment.init(), part));
    return parts.flatMap(List::stream).toList();
  }

  /** Each file has one track; different numbers let a tool put two files together. */
  private static int trackId(TrackInit init) {
    return switch (init.kind()) {
      case VIDEO -> 1;
      case AUDIO -> 2;
    };
  }
}
