package dev.weir.media.flv;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.MediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.frame.Codec;
import java.util.Optional;

/**
 * What stands before the first packet of an audio tag.
 *
 * <pre>
 * legacy    soundFormat:4 soundRate:2 soundSize:1 stereo:1 | packetType:8, AAC only
 * enhanced  1001 packetType:4 | modifiers | tracks
 * </pre>
 *
 * @param tracks packet type, form and codec; a legacy tag's codec is turned into its FourCC
 * @param timestampOffsetNs nanoseconds to add to the tag's time
 */
record AudioTagHeader(TrackList tracks, int timestampOffsetNs) {

  static final int SEQUENCE_START = 0;
  static final int CODED_FRAMES = 1;
  static final int SEQUENCE_END = 2;
  static final int MULTICHANNEL_CONFIG = 4;
  static final int MULTITRACK = 5;

  static final int LEGACY_MP3 = 2;
  static final int ENHANCED = 9;
  static final int LEGACY_AAC = 10;
  static final int LEGACY_MP3_8K = 14;

  private static final int ENHANCED_HEADER_BYTES = 5;
  private static final int UNKNOWN = -1;

  /** Reads the header of a body that is not empty. */
  static AudioTagHeader read(ByteCursor cursor) {
    int first = cursor.u8();
    return switch (first >> 4) {
      case LEGACY_AAC -> legacy(Codec.AAC, aacPacketType(cursor));
      case LEGACY_MP3, LEGACY_MP3_8K -> legacy(Codec.MP3, CODED_FRAMES);
      case ENHANCED -> {
        ModEx modEx = ModEx.read(cursor, first & 0x0F);
        TrackList tracks = TrackList.read(cursor, modEx.packetType(), MULTITRACK);
        yield new AudioTagHeader(tracks, modEx.timestampOffsetNs());
      }
      default -> throw new UnsupportedMediaException("sound format " + (first >> 4));
    };
  }

  /** Whether {@code body} configures decoders; not when it cannot be understood. */
  static boolean isSequenceStart(byte[] body) {
    int type = plainPacketType(body);
    return type == UNKNOWN
        ? peek(body).filter(header -> header.tracks.packetType() == SEQUENCE_START).isPresent()
        : type == SEQUENCE_START;
  }

  /** Whether {@code body} carries coded sound; not when it cannot be understood. */
  static boolean isCodedFrame(byte[] body) {
    int type = plainPacketType(body);
    return type == UNKNOWN
        ? peek(body).filter(header -> header.tracks.packetType() == CODED_FRAMES).isPresent()
        : type == CODED_FRAMES;
  }

  /**
   * The packet type of a body of one track, without modifiers; {@link #UNKNOWN} of any other, which
   * must be read in full. Every tag is asked several times, and nearly all of them are such.
   */
  private static int plainPacketType(byte[] body) {
    if (body.length < 2) {
      return UNKNOWN;
    }
    int type = body[0] & 0x0F;
    return switch (body[0] >> 4 & 0x0F) {
      case LEGACY_AAC -> body[1] == SEQUENCE_START || body[1] == CODED_FRAMES ? body[1] : UNKNOWN;
      case ENHANCED -> body.length >= ENHANCED_HEADER_BYTES && type < MULTITRACK ? type : UNKNOWN;
      default -> UNKNOWN;
    };
  }

  private static Optional<AudioTagHeader> peek(byte[] body) {
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

  private static int aacPacketType(ByteCursor cursor) {
    int type = cursor.u8();
    if (type > CODED_FRAMES) {
      throw new MalformedMediaException("AAC packet type " + type);
    }
    return type;
  }

  private static AudioTagHeader legacy(Codec codec, int packetType) {
    return new AudioTagHeader(new TrackList(TagForm.LEGACY, packetType, FourCc.of(codec)), 0);
  }
}
