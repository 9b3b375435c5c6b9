package dev.weir.rtmp.chunk;

/** How much a peer may ask of a {@link ChunkReader}. */
public final class ChunkLimits {

  /** Chunk size until one is announced, bytes. RTMP 1.0, 5.4.1. */
  public static final int INITIAL_CHUNK_BYTES = 128;

  /** Smallest chunk size that may be announced, bytes; a smaller one only burns processor time. */
  public static final int MIN_CHUNK_BYTES = 128;

  /** A larger announced chunk size counts as this one, bytes. RTMP 1.0, 5.4.1. */
  public static final int MAX_CHUNK_BYTES = 0xFFFFFF;

  /** Chunk streams that one connection may use. */
  public static final int MAX_CHUNK_STREAMS = 64;

  /** Longest video message, bytes; of an aggregate, too. */
  public static final int MAX_VIDEO_BYTES = 10 << 20;

  /** Longest audio message, bytes. */
  public static final int MAX_AUDIO_BYTES = 1 << 20;

  /** Longest message of any other kind, bytes. */
  public static final int MAX_COMMAND_BYTES = 64 << 10;

  /** Memory that the unfinished messages of a connection may take once it publishes, bytes. */
  public static final int MAX_UNFINISHED_BYTES = 12 << 20;

  /** Memory that unfinished messages may take before that, bytes. */
  public static final int MAX_UNFINISHED_BYTES_BEFORE_PUBLISH = 256 << 10;

  /** Memory that is taken for a message before as many of its bytes have arrived, bytes. */
  static final int FIRST_BODY_BYTES = 16 << 10;

  private ChunkLimits() {}

  /** Longest message of type {@code typeId}, bytes. */
  public static int maxMessageBytes(int typeId) {
    return switch (typeId) {
      case MessageType.VIDEO, MessageType.AGGREGATE -> MAX_VIDEO_BYTES;
      case MessageType.AUDIO -> MAX_AUDIO_BYTES;
      default -> MAX_COMMAND_BYTES;
    };
  }
}
