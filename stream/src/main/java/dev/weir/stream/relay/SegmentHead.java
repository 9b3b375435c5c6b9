package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.hls.Part;
import dev.weir.media.hls.Segment;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import java.util.List;

/**
 * A segment without its parts: {@code kind:8 | sequence:64 | discontinuity sequence:64 | flags:8 |
 * init:32 | start:64 | program date-time:64 | duration:32}. Flags: 1 discontinuity, 2 independent.
 *
 * @param kind its track
 * @param initNumber number of its init segment
 */
record SegmentHead(
    TrackKind kind,
    long sequence,
    long discontinuitySequence,
    boolean discontinuity,
    boolean independent,
    int initNumber,
    long startMs,
    long programDateTimeMs,
    int durationMs) {

  private static final int DISCONTINUITY = 1;
  private static final int INDEPENDENT = 2;

  static SegmentHead of(TrackKind kind, Segment segment) {
    return new SegmentHead(
        kind,
        segment.sequence(),
        segment.discontinuitySequence(),
        segment.discontinuity(),
        segment.independent(),
        segment.init().number(),
        segment.startMs(),
        segment.programDateTimeMs(),
        segment.durationMs());
  }

  Segment segment(TrackInit init, List<Part> parts, boolean closed) {
    return new Segment(
        sequence,
        discontinuitySequence,
        discontinuity,
        init,
        startMs,
        programDateTimeMs,
        durationMs,
        independent,
        closed,
        parts);
  }

  static SegmentHead read(ByteCursor cursor) {
    TrackKind kind = kind(cursor.u8());
    long sequence = cursor.i64();
    long discontinuitySequence = cursor.i64();
    int flags = cursor.u8();
    return new SegmentHead(
        kind,
        sequence,
        discontinuitySequence,
        (flags & DISCONTINUITY) != 0,
        (flags & INDEPENDENT) != 0,
        cursor.i32(),
        cursor.i64(),
        cursor.i64(),
        cursor.i32());
  }

  void write(ByteSink sink) {
    int flags = (discontinuity ? DISCONTINUITY : 0) | (independent ? INDEPENDENT : 0);
    sink.u8(
            switch (kind) {
              case VIDEO -> 0;
              case AUDIO -> 1;
            })
        .u64(sequence)
        .u64(discontinuitySequence)
        .u8(flags)
        .u32(initNumber)
        .u64(startMs)
        .u64(programDateTimeMs)
        .u32(durationMs);
  }

  private static TrackKind kind(int code) {
    return switch (code) {
      case 0 -> TrackKind.VIDEO;
      case 1 -> TrackKind.AUDIO;
      default -> throw new MalformedMediaException("kind of track " + code);
    };
  }
}
