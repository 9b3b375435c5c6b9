package dev.weir.rtmp.chunk;

/** Message type ids, RTMP 1.0 clauses 5.4 and 7.1. */
public final class MessageType {

  /** Protocol control: the sender's chunk size. */
  public static final int SET_CHUNK_SIZE = 1;

  /** Protocol control: forget an unfinished message. */
  public static final int ABORT = 2;

  /** Protocol control: bytes received so far. */
  public static final int ACKNOWLEDGEMENT = 3;

  /** User control: an event of a stream or a ping. */
  public static final int USER_CONTROL = 4;

  /** Protocol control: bytes between acknowledgements. */
  public static final int WINDOW_ACKNOWLEDGEMENT_SIZE = 5;

  /** Protocol control: the window that the other end shall keep to. */
  public static final int SET_PEER_BANDWIDTH = 6;

  /** The body of an FLV audio tag. */
  public static final int AUDIO = 8;

  /** The body of an FLV video tag. */
  public static final int VIDEO = 9;

  /** Metadata, from a client that talks AMF3. */
  public static final int DATA_AMF3 = 15;

  /** A command, from a client that talks AMF3. */
  public static final int COMMAND_AMF3 = 17;

  /** Metadata in AMF0. */
  public static final int DATA_AMF0 = 18;

  /** A command in AMF0. */
  public static final int COMMAND_AMF0 = 20;

  /** Several audio, video and data messages in one. */
  public static final int AGGREGATE = 22;

  private MessageType() {}

  /** Whether messages of this type lie on the timeline of the media. */
  static boolean isTimed(int typeId) {
    return switch (typeId) {
      case AUDIO, VIDEO, AGGREGATE -> true;
      default -> false;
    };
  }
}
