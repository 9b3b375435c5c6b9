package dev.weir.e2e.rtmp;

/**
 * How many bytes of sound, pictures and data a player has got: bodies of messages, without the
 * headers of chunks. Written after the specification of RTMP (5.3), without any code of Weir's.
 */
public final class MessageBodies {

  private static final int HANDSHAKE_BYTES = 1 + 2 * 1_536;
  private static final int CHUNK_STREAMS = 1 << 16;
  private static final int AUDIO = 8;
  private static final int DATA = 18;

  /** Behind the type and the length of a string. */
  private static final int NAME_AT = 3;

  private static final int EXTENDED = 0xFFFFFF;
  private static final int TIME_BYTES = 4;
  private static final int[] HEADER_BYTES = {11, 7, 3, 0};

  private final byte[] bytes;
  private final int[] lengths = new int[CHUNK_STREAMS];
  private final int[] types = new int[CHUNK_STREAMS];
  private final int[] missing = new int[CHUNK_STREAMS];
  private final boolean[] isMedia = new boolean[CHUNK_STREAMS];
  private final boolean[] extended = new boolean[CHUNK_STREAMS];

  private int at = HANDSHAKE_BYTES;
  private int chunkBytes = 128;
  private long media;

  private MessageBodies(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Of all that a server has said on a connection, the handshake included. */
  public static long bytes(byte[] said) {
    MessageBodies bodies = new MessageBodies(said);
    while (bodies.chunk()) {
      // One more.
    }
    return bodies.media;
  }

  /** Reads a chunk; whether there may be another one. */
  private boolean chunk() {
    if (at + 3 > bytes.length) {
      return false;
    }
    int first = number(1);
    int stream = first & 63;
    if (stream == 0) {
      stream = 64 + number(1);
    } else if (stream == 1) {
      stream = 64 + number(1) + (number(1) << 8);
    }
    int form = first >> 6;
    if (at + HEADER_BYTES[form] + TIME_BYTES > bytes.length) {
      return false;
    }
    header(form, stream);
    if (missing[stream] == 0) {
      missing[stream] = lengths[stream];
      isMedia[stream] = isMedia(types[stream]);
    }
    int here = Math.min(Math.min(chunkBytes, missing[stream]), bytes.length - at);
    if (types[stream] == RawRtmp.SET_CHUNK_SIZE && here == Integer.BYTES) {
      chunkBytes = number(Integer.BYTES);
    } else {
      at += here;
    }
    media += isMedia[stream] ? here : 0;
    missing[stream] -= here;
    return true;
  }

  /** What a server says about access is a part of its answer to "play", and no media. */
  private boolean isMedia(int type) {
    boolean isAboutAccess = at + NAME_AT < bytes.length && bytes[at + NAME_AT] == '|';
    return type == AUDIO || type == RawRtmp.VIDEO || type == DATA && !isAboutAccess;
  }

  private void header(int form, int stream) {
    if (form < 3) {
      extended[stream] = number(3) == EXTENDED;
    }
    if (form < 2) {
      lengths[stream] = number(3);
      types[stream] = number(1);
    }
    if (form == 0) {
      at += Integer.BYTES;
    }
    if (extended[stream]) {
      at += TIME_BYTES;
    }
  }

  private int number(int length) {
    int number = 0;
    for (int i = 0; i < length; i++) {
      number = number << 8 | Byte.toUnsignedInt(bytes[at]);
      at++;
    }
    return number;
  }
}
