package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.hls.Segment;
import dev.weir.media.hls.SegmentEvent;
import dev.weir.media.hls.TimelineTerms;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.timeline.TimelineChange;
import java.util.ArrayList;
import java.util.List;

/** Makes frames of changes, and bytes of frames. */
public final class RelayWriter {

  /** Bytes in front of a body. */
  static final int HEADER_BYTES = 5;

  private RelayWriter() {}

  /** The frames of a change, in order; the last one makes it visible. */
  public static List<RelayFrame> frames(TimelineChange change) {
    List<RelayFrame> frames = new ArrayList<>();
    if (!change.counters().isEmpty()) {
      frames.add(new CountersFrame(change.counters()));
    }
    change.events().forEach(event -> frames.add(frame(event)));
    frames.add(new ShowFrame(change.revision(), change.stage(), change.tracks()));
    return frames;
  }

  /** The bytes of a frame, to be gathered in order; the samples in it are not copied. */
  public static List<ByteSlice> write(RelayFrame frame) {
    ByteSink sink = new ByteSink(128).u8(frame.type()).u32(0);
    frame.write(sink);
    List<ByteSlice> slices = new ArrayList<>();
    long bodyBytes = (long) sink.size() - HEADER_BYTES;
    for (ByteSlice slice : frame.payload()) {
      slices.add(slice);
      bodyBytes += slice.length();
    }
    if (bodyBytes > RelayFrame.MAX_BODY_BYTES) {
      throw new MalformedMediaException("frame of " + bodyBytes + " bytes between nodes");
    }
    sink.patchU32(1, bodyBytes);
    slices.addFirst(sink.toSlice());
    return slices;
  }

  private static RelayFrame frame(SegmentEvent event) {
    return switch (event) {
      case SegmentEvent.TimelineOpened(TimelineTerms terms) -> new TermsFrame(terms);
      case SegmentEvent.TracksConfigured(List<TrackInit> inits) -> new TracksFrame(inits);
      case SegmentEvent.PartAdded added ->
          new PartFrame(SegmentHead.of(added.kind(), added.segment()), added.part());
      case SegmentEvent.SegmentClosed(TrackKind kind, Segment segment) ->
          new CloseFrame(SegmentHead.of(kind, segment));
      case SegmentEvent.TimelineEnded _ -> new EndFrame();
    };
  }
}
