package dev.weir.media.flv;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.flv.VideoPacket.CodedFrame;
import dev.weir.media.flv.VideoPacket.Command;
import dev.weir.media.flv.VideoPacket.Metadata;
import dev.weir.media.flv.VideoPacket.MpegTsSequenceStart;
import dev.weir.media.flv.VideoPacket.SequenceEnd;
import dev.weir.media.flv.VideoPacket.SequenceStart;
import dev.weir.media.frame.Codec;

/** Writes video tag bodies, see {@link VideoTagHeader} for the layout. */
final class VideoTagBodyWriter {

  private final VideoTagBody body;
  private final ByteSink sink;

  private VideoTagBodyWriter(VideoTagBody body, ByteSink sink) {
    this.body = body;
    this.sink = sink;
  }

  /** Appends a body that has packets. */
  static void write(VideoTagBody body, ByteSink sink) {
    VideoTagBodyWriter writer = new VideoTagBodyWriter(body, sink);
    if (body.form() == TagForm.LEGACY) {
      writer.writeLegacy(body.packets().getFirst());
    } else {
      writer.writeEnhanced();
    }
  }

  private void writeLegacy(VideoPacket packet) {
    switch (packet) {
      case SequenceStart(int _, Codec codec, var configuration) ->
          legacyHeader(codec, VideoTagHeader.KEY_FRAME, VideoTagHeader.SEQUENCE_START, 0)
              .bytes(configuration);
      case CodedFrame(int _, Codec codec, boolean _, int offsetMs, var data) ->
          legacyHeader(codec, frameType(packet), VideoTagHeader.CODED_FRAMES, offsetMs).bytes(data);
      case SequenceEnd(int _, Codec codec) ->
          legacyHeader(codec, VideoTagHeader.KEY_FRAME, VideoTagHeader.SEQUENCE_END, 0);
      case Command(int command) ->
          sink.u8(VideoTagHeader.COMMAND_FRAME << 4 | VideoTagHeader.LEGACY_AVC).u8(command);
      case Metadata _, MpegTsSequenceStart _ ->
          throw new IllegalArgumentException("no legacy form of " + packet);
    }
  }

  private ByteSink legacyHeader(Codec codec, int frameType, int packetType, int offsetMs) {
    int codecId =
        switch (codec) {
          case AVC -> VideoTagHeader.LEGACY_AVC;
          case HEVC -> VideoTagHeader.LEGACY_HEVC;
          case AV1, VP9, AAC, OPUS, MP3, AC3, EAC3, FLAC ->
              throw new IllegalArgumentException("no legacy form of " + codec);
        };
    return sink.u8(frameType << 4 | codecId).u8(packetType).u24(offsetMs);
  }

  private void writeEnhanced() {
    VideoPacket first = body.packets().getFirst();
    int highBits = VideoTagHeader.ENHANCED_BIT | frameType(first) << 4;
    if (first instanceof Command(int command)) {
      sink.u8(highBits | VideoTagHeader.SEQUENCE_START).u8(command);
      return;
    }
    int packetType = packetType(first);
    TrackList tracks = new TrackList(body.form(), packetType, FourCc.of(codec(first)));
    boolean multitrack = body.form() != TagForm.ENHANCED;
    new ModEx(multitrack ? VideoTagHeader.MULTITRACK : packetType, body.timestampOffsetNs())
        .write(sink, highBits);
    tracks.writeHead(sink);
    for (VideoPacket packet : body.packets()) {
      if (packetType(packet) != packetType || frameType(packet) != frameType(first)) {
        throw new IllegalArgumentException("packets of different types in one tag");
      }
      tracks.writeTrack(sink, packet.track(), codec(packet), payload(packet, packetType));
    }
  }

  private static ByteSink payload(VideoPacket packet, int packetType) {
    ByteSink payload = new ByteSink(64);
    return switch (packet) {
      case SequenceStart(int _, Codec _, var configuration) -> payload.bytes(configuration);
      case CodedFrame(int _, Codec codec, boolean _, int offsetMs, var data) -> {
        boolean withOffset =
            packetType == VideoTagHeader.CODED_FRAMES && VideoTagBody.hasCompositionOffset(codec);
        yield (withOffset ? payload.u24(offsetMs) : payload).bytes(data);
      }
      case Metadata(int _, Codec _, var values) -> payload.bytes(values);
      case MpegTsSequenceStart(int _, Codec _, var descriptor) -> payload.bytes(descriptor);
      case SequenceEnd _, Command _ -> payload;
    };
  }

  private int packetType(VideoPacket packet) {
    return switch (packet) {
      case SequenceStart _ -> VideoTagHeader.SEQUENCE_START;
      case CodedFrame _ ->
          needsOffsets() ? VideoTagHeader.CODED_FRAMES : VideoTagHeader.CODED_FRAMES_X;
      case SequenceEnd _ -> VideoTagHeader.SEQUENCE_END;
      case Metadata _ -> VideoTagHeader.METADATA;
      case MpegTsSequenceStart _ -> VideoTagHeader.MPEG2_TS_SEQUENCE_START;
      case Command _ -> VideoTagHeader.COMMAND;
    };
  }

  /** Whether an offset is not zero, or a codec has none, which only the longer type allows. */
  private boolean needsOffsets() {
    return body.packets().stream()
        .anyMatch(packet ->
            packet instanceof CodedFrame(int _, Codec codec, boolean _, int offsetMs, var _)
                && (offsetMs != 0 || !VideoTagBody.hasCompositionOffset(codec)));
  }

  private static int frameType(VideoPacket packet) {
    return switch (packet) {
      case CodedFrame(int _, Codec _, boolean keyFrame, int _, var _) ->
          keyFrame ? VideoTagHeader.KEY_FRAME : VideoTagHeader.INTER_FRAME;
      case SequenceStart _, SequenceEnd _, MpegTsSequenceStart _ -> VideoTagHeader.KEY_FRAME;
      case Metadata _, Command _ -> VideoTagHeader.COMMAND_FRAME;
    };
  }

  private static Codec codec(VideoPacket packet) {
    return switch (packet) {
      case SequenceStart(int _, Codec codec, var _) -> codec;
      case CodedFrame(int _, Codec codec, boolean _, int _, var _) -> codec;
      case SequenceEnd(int _, Codec codec) -> codec;
      case Metadata(int _, Codec codec, var _) -> codec;
      case MpegTsSequenceStart(int _, Codec codec, var _) -> codec;
      case Command _ -> throw new IllegalArgumentException("a command has no codec");
    };
  }
}
