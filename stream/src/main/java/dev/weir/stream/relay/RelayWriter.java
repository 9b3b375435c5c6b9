package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.hls.Segment;
import dev.weir.media.hls.SegmentEvent;
import dev.weir.media.hls.TimelineTerms;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.timeline.PartMedia;
import dev.weir.stream.timeline.TimelineChange;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** Makes frames of changes, and bytes of frames. */
public final class RelayWriter {

  /** Bytes in front of a body. */
  static final int HEADER_BYTES = 5;

  private RelayWriter() {}

  /**
   * The frames of a change, in order; the last one makes it visible.
   *
   * @param media where the media of its parts is; what has left meanwhile goes without, and is
   *     refused where it arrives
   */
  public static List<LoadedFrame> frames(TimelineChange change, PartMedia media) {
    List<LoadedFrame> frames = new ArrayList<>();
    if (!change.counters().isEmpty()) {
      frames.add(bare(new CountersFrame(change.counters())));
    }
    change.events().forEach(event -> frames.add(frame(event, media)));
    frames.add(bare(new ShowFrame(change.revision(), change.stage(), change.tracks())));
    return frames;
  }

  /** A frame that has no media. */
  public static LoadedFrame bare(RelayFrame frame) {
    return new LoadedFrame(frame, Unpooled.EMPTY_BUFFER);
  }

  /** The bytes of a frame before its media. */
  static ByteSlice head(RelayFrame frame, int mediaBytes) {
    ByteSink sink = new ByteSink(128).u8(frame.type()).u32(0);
    frame.write(sink);
    long bodyBytes = (long) sink.size() - HEADER_BYTES + mediaBytes;
    if (bodyBytes > RelayFrame.MAX_BODY_BYTES) {
      throw new MalformedMediaException("frame of " + bodyBytes + " bytes between nodes");
    }
    return sink.patchU32(1, bodyBytes).toSlice();
  }

  private static LoadedFrame frame(SegmentEvent event, PartMedia media) {
    return switch (event) {
      case SegmentEvent.TimelineOpened(TimelineTerms terms) -> bare(new TermsFrame(terms));
      case SegmentEvent.TracksConfigured(List<TrackInit> inits) -> bare(new TracksFrame(inits));
      case SegmentEvent.PartAdded added -> {
        PartFrame frame =
            new PartFrame(SegmentHead.of(added.kind(), added.segment()), added.part());
        yield added.part().gap()
            ? bare(frame)
            : new LoadedFrame(
                frame, media.lease(added.kind(), added.part()).orElse(Unpooled.EMPTY_BUFFER));
      }
      case SegmentEvent.SegmentClosed(TrackKind kind, Segment segment) ->
          bare(new CloseFrame(SegmentHead.of(kind, segment)));
      case SegmentEvent.TimelineEnded _ -> bare(new EndFrame());
    };
  }
}
