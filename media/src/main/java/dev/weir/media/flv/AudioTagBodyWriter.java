package dev.weir.media.flv;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.AudioPacket.CodedFrame;
import dev.weir.media.flv.AudioPacket.MultichannelConfig;
import dev.weir.media.flv.AudioPacket.SequenceEnd;
import dev.weir.media.flv.AudioPacket.SequenceStart;
import dev.weir.media.frame.Codec;
import dev.weir.media.mp3.Mp3FrameHeader;

/** Writes audio tag bodies, see {@link AudioTagHeader} for the layout. */
final class AudioTagBodyWriter {

  /** 44 kHz, 16 bits, stereo: what the specification asks for, whatever the AAC really is. */
  private static final int AAC_SOUND = 0x0F;

  private AudioTagBodyWriter() {}

  /** Appends a body that has packets. */
  static void write(AudioTagBody body, ByteSink sink) {
    if (body.form() == TagForm.LEGACY) {
      writeLegacy(body.packets().getFirst(), sink);
    } else {
      writeEnhanced(body, sink);
    }
  }

  private static void writeLegacy(AudioPacket packet, ByteSink sink) {
    switch (packet) {
      case SequenceStart(int _, Codec codec, ByteSlice configuration) when codec == Codec.AAC ->
          sink.u8(AudioTagHeader.LEGACY_AAC << 4 | AAC_SOUND)
              .u8(AudioTagHeader.SEQUENCE_START)
              .bytes(configuration);
      case CodedFrame(int _, Codec codec, ByteSlice data) when codec == Codec.AAC ->
          sink.u8(AudioTagHeader.LEGACY_AAC << 4 | AAC_SOUND)
              .u8(AudioTagHeader.CODED_FRAMES)
              .bytes(data);
      case CodedFrame(int _, Codec codec, ByteSlice data) when codec == Codec.MP3 ->
          sink.u8(mp3Sound(Mp3FrameHeader.read(data))).bytes(data);
      case SequenceStart _, CodedFrame _, SequenceEnd _, MultichannelConfig _ ->
          throw new IllegalArgumentException("no legacy form of " + packet);
    }
  }

  private static int mp3Sound(Mp3FrameHeader header) {
    int format =
        header.sampleRateHz() == 8000 ? AudioTagHeader.LEGACY_MP3_8K : AudioTagHeader.LEGACY_MP3;
    int rate =
        switch (header.sampleRateHz()) {
          case 11025, 12000 -> 1;
          case 22050, 24000, 16000 -> 2;
          case 8000 -> 0;
          default -> 3;
        };
    return format << 4 | rate << 2 | 1 << 1 | (header.channels() == 2 ? 1 : 0);
  }

  private static void writeEnhanced(AudioTagBody body, ByteSink sink) {
    AudioPacket first = body.packets().getFirst();
    int packetType = packetType(first);
    TrackList tracks = new TrackList(body.form(), packetType, FourCc.of(first.codec()));
    boolean multitrack = body.form() != TagForm.ENHANCED;
    new ModEx(multitrack ? AudioTagHeader.MULTITRACK : packetType, body.timestampOffsetNs())
        .write(sink, AudioTagHeader.ENHANCED << 4);
    tracks.writeHead(sink);
    for (AudioPacket packet : body.packets()) {
      if (packetType(packet) != packetType) {
        throw new IllegalArgumentException("packets of different types in one tag");
      }
      tracks.writeTrack(sink, packet.track(), packet.codec(), payload(packet));
    }
  }

  private static ByteSink payload(AudioPacket packet) {
    ByteSink payload = new ByteSink(64);
    switch (packet) {
      case SequenceStart(int _, Codec _, ByteSlice configuration) -> payload.bytes(configuration);
      case CodedFrame(int _, Codec _, ByteSlice data) -> payload.bytes(data);
      case MultichannelConfig(int _, Codec _, ChannelLayout layout) -> layout.write(payload);
      case SequenceEnd _ -> {}
    }
    return payload;
  }

  private static int packetType(AudioPacket packet) {
    return switch (packet) {
      case SequenceStart _ -> AudioTagHeader.SEQUENCE_START;
      case CodedFrame _ -> AudioTagHeader.CODED_FRAMES;
      case SequenceEnd _ -> AudioTagHeader.SEQUENCE_END;
      case MultichannelConfig _ -> AudioTagHeader.MULTICHANNEL_CONFIG;
    };
  }
}
