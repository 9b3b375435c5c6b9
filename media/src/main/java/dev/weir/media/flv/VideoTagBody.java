package dev.weir.media.flv;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.flv.VideoPacket.CodedFrame;
import dev.weir.media.flv.VideoPacket.Command;
import dev.weir.media.flv.VideoPacket.Metadata;
import dev.weir.media.flv.VideoPacket.MpegTsSequenceStart;
import dev.weir.media.flv.VideoPacket.SequenceEnd;
import dev.weir.media.flv.VideoPacket.SequenceStart;
import dev.weir.media.frame.Codec;
import java.util.List;

/**
 * The body of a video tag: Video File Format 10.1, E.4.3 (legacy), and Enhanced RTMP version 2,
 * "Enhanced Video". Legacy codec id 12 is HEVC by a custom older than Enhanced RTMP.
 *
 * @param form how the packets are wrapped
 * @param timestampOffsetNs nanoseconds to add to the tag's time; 0 to 999,999
 * @param packets one for each track, all of the same type; none when the body was empty
 */
public record VideoTagBody(TagForm form, int timestampOffsetNs, List<VideoPacket> packets) {

  /** Takes a copy of {@code packets}. */
  public VideoTagBody {
    packets = List.copyOf(packets);
  }

  /** A body of one packet without further wrapping or time offset. */
  public static VideoTagBody of(TagForm form, VideoPacket packet) {
    return new VideoTagBody(form, 0, List.of(packet));
  }

  /** Reads a body; its payloads are views of {@code body}. */
  public static VideoTagBody read(ByteSlice body) {
    if (body.length() == 0) {
      return new VideoTagBody(TagForm.LEGACY, 0, List.of());
    }
    ByteCursor cursor = body.cursor();
    VideoTagHeader header = VideoTagHeader.read(cursor);
    TrackList tracks = header.tracks();
    if (tracks.packetType() == VideoTagHeader.COMMAND) {
      return of(tracks.form(), new Command(cursor.u8()));
    }
    List<VideoPacket> packets =
        tracks.readTracks(
            cursor, (track, fourCc, payload) -> readPacket(header, track, fourCc, payload));
    return new VideoTagBody(tracks.form(), header.timestampOffsetNs(), packets);
  }

  /** The bytes of the body. */
  public byte[] toBytes() {
    ByteSink sink = new ByteSink(64);
    if (!packets.isEmpty()) {
      VideoTagBodyWriter.write(this, sink);
    }
    return sink.toByteArray();
  }

  private static VideoPacket readPacket(
      VideoTagHeader header, int track, int fourCc, ByteCursor payload) {
    Codec codec = FourCc.videoCodec(fourCc);
    boolean legacy = header.tracks().form() == TagForm.LEGACY;
    int type = header.tracks().packetType();
    return switch (type) {
      case VideoTagHeader.SEQUENCE_START -> {
        payload.skip(legacy ? 3 : 0);
        yield new SequenceStart(track, codec, payload.rest());
      }
      case VideoTagHeader.CODED_FRAMES -> {
        int offsetMs = hasCompositionOffset(codec) ? payload.i24() : 0;
        yield new CodedFrame(track, codec, header.saysKeyFrame(), offsetMs, payload.rest());
      }
      case VideoTagHeader.CODED_FRAMES_X ->
          new CodedFrame(track, codec, header.saysKeyFrame(), 0, payload.rest());
      case VideoTagHeader.SEQUENCE_END -> new SequenceEnd(track, codec);
      case VideoTagHeader.METADATA -> new Metadata(track, codec, payload.rest());
      case VideoTagHeader.MPEG2_TS_SEQUENCE_START ->
          new MpegTsSequenceStart(track, codec, payload.rest());
      default -> throw new UnsupportedMediaException("video packet type " + type);
    };
  }

  /** Whether pictures of {@code codec} may be shown in another order than they are decoded in. */
  static boolean hasCompositionOffset(Codec codec) {
    return codec == Codec.AVC || codec == Codec.HEVC;
  }
}
