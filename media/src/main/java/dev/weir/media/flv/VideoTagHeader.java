package dev.weir.media.flv;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.MediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.frame.Codec;
import java.util.Optional;

/**
 * What stands before the first packet of a video tag.
 *
 * <pre>
 * legacy    0 frameType:3 codecId:4 | packetType:8 | compositionTime:24
 * enhanced  1 frameType:3 packetType:4 | modifiers | command or tracks
 * </pre>
 *
 * @param frameType 1 key frame, 2 inter frame, 3 disposable, 4 generated key frame, 5 command
 * @param tracks packet type, form and codec; a legacy tag's codec is turned into its FourCC
 * @param timestampOffsetNs nanoseconds to add to the tag's time
 */
record VideoTagHeader(int frameType, TrackList tracks, int timestampOffsetNs) {

  static final int KEY_FRAME = 1;
  static final int INTER_FRAME = 2;
  static final int GENERATED_KEY_FRAME = 4;
  static final int COMMAND_FRAME = 5;

  static final int SEQUENCE_START = 0;
  static final int CODED_FRAMES = 1;
  static final int SEQUENCE_END = 2;
  static final int CODED_FRAMES_X = 3;
  static final int METADATA = 4;
  static final int MPEG2_TS_SEQUENCE_START = 5;
  static final int MULTITRACK = 6;

  /** Not on the wire: the tag is a command frame. */
  static final int COMMAND = 16;

  static final int LEGACY_AVC = 7;
  static final int LEGACY_HEVC = 12;

  static final int ENHANCED_BIT = 0x80;

  private static final int ENHANCED_HEADER_BYTES = 5;
  private static final int UNKNOWN = -1;

  /** Reads the header of a body that is not empty. */
  static VideoTagHeader read(ByteCursor cursor) {
    int first = cursor.u8();
    return (first & ENHANCED_BIT) == 0
        ? readLegacy(first >> 4, first & 0x0F, cursor)
        : readEnhanced(first >> 4 & 0x07, first & 0x0F, cursor);
  }

  /** Whether {@code body} configures decoders; not when it cannot be understood. */
  static boolean isSequenceStart(byte[] body) {
    int type = plainPacketType(body);
    return type == UNKNOWN
        ? peek(body).map(VideoTagHeader::isSequenceStart).orElse(false)
        : type == SEQUENCE_START || type == MPEG2_TS_SEQUENCE_START;
  }

  /** Whether {@code body} carries coded pictures; not when it cannot be understood. */
  static boolean isCodedFrame(byte[] body) {
    int type = plainPacketType(body);
    return type == UNKNOWN
        ? peek(body).map(VideoTagHeader::isCodedFrame).orElse(false)
        : type == CODED_FRAMES || type == CODED_FRAMES_X;
  }

  /** Whether decoding can start at {@code body}; not when it cannot be understood. */
  static boolean isKeyFrame(byte[] body) {
    return isCodedFrame(body) && peek(body).filter(VideoTagHeader::saysKeyFrame).isPresent();
  }

  /**
   * The packet type of a body of one track, without modifiers; {@link #UNKNOWN} of any other, which
   * must be read in full. Every tag is asked several times, and nearly all of them are such.
   */
  private static int plainPacketType(byte[] body) {
    if (body.length <= ENHANCED_HEADER_BYTES || (body[0] >> 4 & 0x07) == COMMAND_FRAME) {
      return UNKNOWN;
    }
    int type = body[0] & 0x0F;
    if ((body[0] & ENHANCED_BIT) != 0) {
      return type < MULTITRACK ? type : UNKNOWN;
    }
    boolean known = type == LEGACY_AVC || type == LEGACY_HEVC;
    return known && body[1] >= SEQUENCE_START && body[1] <= SEQUENCE_END ? body[1] : UNKNOWN;
  }

  private static Optional<VideoTagHeader> peek(byte[] body) {
    try {
      return Optional.of(read(ByteCursor.of(body)));
    } catch (MediaException _) {
      return Optional.empty();
    }
  }

  /** Number of the first track in {@code body}; 0 when it names none. */
  static int firstTrack(byte[] body) {
    if (plainPacketType(body) != UNKNOWN) {
      return 0;
    }
    try {
      ByteCursor cursor = ByteCursor.of(body);
      return read(cursor).tracks.firstTrack(cursor);
    } catch (MediaException _) {
      return 0;
    }
  }

  private boolean isSequenceStart() {
    return switch (tracks.packetType()) {
      case SEQUENCE_START, MPEG2_TS_SEQUENCE_START -> true;
      default -> false;
    };
  }

  private boolean isCodedFrame() {
    return switch (tracks.packetType()) {
      case CODED_FRAMES, CODED_FRAMES_X -> true;
      default -> false;
    };
  }

  boolean saysKeyFrame() {
    return frameType == KEY_FRAME || frameType == GENERATED_KEY_FRAME;
  }

  private static VideoTagHeader readLegacy(int frameType, int codecId, ByteCursor cursor) {
    if (frameType == COMMAND_FRAME) {
      return command(TagForm.LEGACY);
    }
    Codec codec =
        switch (codecId) {
          case LEGACY_AVC -> Codec.AVC;
          case LEGACY_HEVC -> Codec.HEVC;
          default -> throw new UnsupportedMediaException("video codec id " + codecId);
        };
    int packetType = cursor.u8();
    if (packetType > SEQUENCE_END) {
      throw new MalformedMediaException("video packet type " + packetType);
    }
    TrackList tracks = new TrackList(TagForm.LEGACY, packetType, FourCc.of(codec));
    return new VideoTagHeader(frameType, tracks, 0);
  }

  private static VideoTagHeader readEnhanced(int frameType, int packetType, ByteCursor cursor) {
    ModEx modEx = ModEx.read(cursor, packetType);
    if (frameType == COMMAND_FRAME && !isMetadata(modEx.packetType(), cursor)) {
      return command(TagForm.ENHANCED);
    }
    TrackList tracks = TrackList.read(cursor, modEx.packetType(), MULTITRACK);
    return new VideoTagHeader(frameType, tracks, modEx.timestampOffsetNs());
  }

  /**
   * A metadata packet ignores the frame type, and writers fill in "command". A multitrack packet of
   * metadata does too (ffmpeg), which the specification forgets; a real command is one byte long.
   */
  private static boolean isMetadata(int packetType, ByteCursor cursor) {
    return packetType == METADATA || packetType == MULTITRACK && cursor.remaining() > 1;
  }

  private static VideoTagHeader command(TagForm form) {
    return new VideoTagHeader(COMMAND_FRAME, new TrackList(form, COMMAND, 0), 0);
  }
}
