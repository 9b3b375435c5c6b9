package dev.weir.media.flv;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.flv.AudioPacket.CodedFrame;
import dev.weir.media.flv.AudioPacket.MultichannelConfig;
import dev.weir.media.flv.AudioPacket.SequenceEnd;
import dev.weir.media.flv.AudioPacket.SequenceStart;
import dev.weir.media.frame.Codec;
import java.util.List;

/**
 * The body of an audio tag: Video File Format 10.1, E.4.2 (legacy AAC and MP3), and Enhanced RTMP
 * version 2, "Enhanced Audio".
 *
 * @param form how the packets are wrapped
 * @param timestampOffsetNs nanoseconds to add to the tag's time; 0 to 999,999
 * @param packets one for each track, all of the same type; none when the body was empty, which
 *     means a silence
 */
public record AudioTagBody(TagForm form, int timestampOffsetNs, List<AudioPacket> packets) {

  /** Takes a copy of {@code packets}. */
  public AudioTagBody {
    packets = List.copyOf(packets);
  }

  /** A body of one packet without time offset. */
  public static AudioTagBody of(TagForm form, AudioPacket packet) {
    return new AudioTagBody(form, 0, List.of(packet));
  }

  /** Reads a body; its payloads are views of {@code body}. */
  public static AudioTagBody read(ByteSlice body) {
    if (body.length() == 0) {
      return new AudioTagBody(TagForm.LEGACY, 0, List.of());
    }
    ByteCursor cursor = body.cursor();
    AudioTagHeader header = AudioTagHeader.read(cursor);
    TrackList tracks = header.tracks();
    int type = tracks.packetType();
    List<AudioPacket> packets =
        tracks.readTracks(
            cursor, (track, fourCc, payload) -> readPacket(type, track, fourCc, payload));
    return new AudioTagBody(tracks.form(), header.timestampOffsetNs(), packets);
  }

  /** The bytes of the body. */
  public byte[] toBytes() {
    ByteSink sink = new ByteSink(64);
    if (!packets.isEmpty()) {
      AudioTagBodyWriter.write(this, sink);
    }
    return sink.toByteArray();
  }

  private static AudioPacket readPacket(int type, int track, int fourCc, ByteCursor payload) {
    Codec codec = FourCc.audioCodec(fourCc);
    return switch (type) {
      case AudioTagHeader.SEQUENCE_START -> new SequenceStart(track, codec, payload.rest());
      case AudioTagHeader.CODED_FRAMES -> new CodedFrame(track, codec, payload.rest());
      case AudioTagHeader.SEQUENCE_END -> new SequenceEnd(track, codec);
      case AudioTagHeader.MULTICHANNEL_CONFIG ->
          new MultichannelConfig(track, codec, ChannelLayout.read(payload));
      default -> throw new UnsupportedMediaException("audio packet type " + type);
    };
  }
}
