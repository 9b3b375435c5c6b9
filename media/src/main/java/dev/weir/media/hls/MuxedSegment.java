package dev.weir.media.hls;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.fmp4.Sample;
import dev.weir.media.frame.Track;
import dev.weir.media.ts.AccessUnit;
import dev.weir.media.ts.TsContinuity;
import dev.weir.media.ts.TsProgram;
import dev.weir.media.ts.TsWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The segments of all tracks that carry the same number, as one: a transport stream segment. Its
 * bytes are made when they are asked for; whatever came before it, they are the same.
 *
 * @param tracks closed segments with the same number, the leading track first
 * @param continuity where the counters of the transport stream are before it
 */
public record MuxedSegment(List<Segment> tracks, TsContinuity continuity) {

  private static final long TICKS_PER_SECOND = 90_000;

  /** Checks that the tracks belong together. */
  public MuxedSegment {
    tracks = List.copyOf(tracks);
    if (tracks.stream().map(Segment::sequence).distinct().count() != 1) {
      throw new IllegalArgumentException("segments of different numbers cannot be muxed");
    }
  }

  /** Media sequence number. */
  public long sequence() {
    return tracks.getFirst().sequence();
  }

  /** The segment as a playlist lists it: cut like the leading track, made of all parts. */
  public Segment listed() {
    List<Part> parts = new ArrayList<>();
    tracks.forEach(segment -> parts.addAll(segment.parts()));
    return tracks.getFirst().with(parts);
  }

  /**
   * The segment as a transport stream.
   *
   * @throws dev.weir.media.bytes.UnsupportedMediaException when a codec does not go into one
   */
  public ByteSlice write() {
    return writer().write(continuity, units());
  }

  /** Where the counters of the transport stream are after it. */
  TsContinuity continuityAfter() {
    return writer().after(continuity, units());
  }

  private TsWriter writer() {
    List<Track> all = tracks.stream().map(segment -> segment.init().track()).toList();
    int configuration = tracks.stream().mapToInt(segment -> segment.init().number()).sum();
    return new TsWriter(TsProgram.of(all), configuration);
  }

  private List<List<AccessUnit>> units() {
    return tracks.stream().map(MuxedSegment::units).toList();
  }

  private static List<AccessUnit> units(Segment segment) {
    int timescale = segment.init().timescale();
    List<AccessUnit> units = new ArrayList<>();
    for (Part part : segment.parts()) {
      for (Sample sample : part.samples()) {
        long presentation = sample.decodeTicks() + sample.compositionOffsetTicks();
        units.add(
            new AccessUnit(
                presentation * TICKS_PER_SECOND / timescale,
                sample.decodeTicks() * TICKS_PER_SECOND / timescale,
                sample.sync(),
                sample.payload()));
      }
    }
    return units;
  }
}
