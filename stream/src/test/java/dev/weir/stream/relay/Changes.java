package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.fmp4.Sample;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.Track;
import dev.weir.media.hls.Part;
import dev.weir.media.hls.Segment;
import dev.weir.media.hls.SegmentEvent;
import dev.weir.media.hls.TimelineTerms;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.media.ts.TsContinuity;
import dev.weir.stream.timeline.MuxStart;
import dev.weir.stream.timeline.TimelineChange;
import dev.weir.stream.timeline.TimelineView.Stage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Optional;

/** A timeline's first two changes, with everything that frames are made of. */
final class Changes {

  static final Track VIDEO =
      new Track.VideoTrack(0, Codec.AVC, slice("avcC"), "avc1.64001f", 1280, 720);
  static final Track AUDIO =
      new Track.AudioTrack(0, Codec.AAC, slice("asc"), "mp4a.40.2", 48_000, 2, 1024);

  private static final TrackInit VIDEO_INIT = new TrackInit(1, VIDEO);
  private static final TrackInit AUDIO_INIT = new TrackInit(3, AUDIO);
  private static final Part FIRST =
      new Part(
          7,
          1_000,
          200,
          true,
          List.of(
              new Sample(90_000, 3_600, 7_200, true, slice("key")),
              new Sample(93_600, 3_600, -3_600, false, slice("inter"))));
  private static final Part GAP = new Part(8, 1_200, 200, false, List.of());
  private static final Part SOUND =
      new Part(12, 1_010, 190, true, List.of(new Sample(48_480, 1_024, 0, true, slice("aac"))));

  private Changes() {}

  static TimelineChange first() {
    return new TimelineChange(
        5,
        Stage.LIVE,
        List.of(VIDEO, AUDIO),
        List.of(
            new MuxStart(1_700_000_000L, TsContinuity.START),
            new MuxStart(1_700_000_001L, new TsContinuity(3, List.of(15, 0)))),
        List.of(
            new SegmentEvent.TimelineOpened(
                new TimelineTerms(1_700_000_000L, 2, 200, 210, 1_000, 16_000)),
            new SegmentEvent.TracksConfigured(List.of(VIDEO_INIT, AUDIO_INIT)),
            new SegmentEvent.PartAdded(TrackKind.VIDEO, video(false, FIRST)),
            new SegmentEvent.PartAdded(TrackKind.AUDIO, audio(SOUND))));
  }

  static TimelineChange second() {
    return new TimelineChange(
        6,
        Stage.ENDED,
        List.of(VIDEO, AUDIO),
        List.of(),
        List.of(
            new SegmentEvent.PartAdded(TrackKind.VIDEO, video(false, FIRST, GAP)),
            new SegmentEvent.SegmentClosed(TrackKind.VIDEO, video(true, FIRST, GAP)),
            new SegmentEvent.TimelineEnded()));
  }

  private static Segment video(boolean closed, Part... parts) {
    return new Segment(
        1_700_000_002L,
        1_700_000_001L,
        true,
        VIDEO_INIT,
        1_000,
        1_700_000_123_456L,
        200 * parts.length,
        true,
        closed,
        List.of(parts));
  }

  private static Segment audio(Part part) {
    return new Segment(
        1_700_000_002L,
        1_700_000_001L,
        true,
        AUDIO_INIT,
        1_010,
        1_700_000_123_466L,
        190,
        true,
        false,
        List.of(part));
  }

  /** All frames of an answer that begins with {@code changes}. */
  static byte[] bytes(TimelineChange... changes) {
    ByteSink sink = new ByteSink(1_024);
    sink.bytes(bytes(RelayWriter.bare(new HelloFrame(0x0123456789abcdefL, 0))));
    for (TimelineChange change : changes) {
      RelayWriter.frames(change, Changes::media).forEach(frame -> sink.bytes(bytes(frame)));
    }
    sink.bytes(bytes(RelayWriter.bare(new AliveFrame())));
    return sink.toByteArray();
  }

  /** All bytes of a frame. */
  static byte[] bytes(LoadedFrame frame) {
    ByteBuf wire = frame.write();
    try {
      return ByteBufUtil.getBytes(wire);
    } finally {
      wire.release();
    }
  }

  /** The media of parts that have it with them. */
  static Optional<ByteBuf> media(TrackKind kind, Part part) {
    ByteSink sink = new ByteSink(64);
    part.samples().forEach(sample -> sink.bytes(sample.payload()));
    return Optional.of(Unpooled.wrappedBuffer(sink.toByteArray()));
  }

  private static ByteSlice slice(String text) {
    return new ByteSink(16).ascii(text).toSlice();
  }
}
