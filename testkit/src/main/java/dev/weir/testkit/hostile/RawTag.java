package dev.weir.testkit.hostile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A tag of an FLV (Adobe, version 10.1, annex E.4.1) whose body may be anything.
 *
 * @param type {@link #SOUND}, {@link #PICTURE} or {@link #DATA}
 * @param timestampMs milliseconds
 * @param body what follows its header
 */
public record RawTag(int type, long timestampMs, byte[] body) {

  public static final int SOUND = 8;
  public static final int PICTURE = 9;
  public static final int DATA = 18;

  private static final int FILE_HEADER_BYTES = 13;
  private static final int HEADER_BYTES = 11;
  private static final int TRAILER_BYTES = 4;
  private static final int BYTE = 0xFF;
  private static final int KEY_FRAME = 0x17;
  private static final int INTER_FRAME = 0x27;

  /** The tags of a good file. */
  public static List<RawTag> read(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).position(FILE_HEADER_BYTES);
    List<RawTag> tags = new ArrayList<>();
    while (in.remaining() > HEADER_BYTES) {
      int typeAndSize = in.getInt();
      int time = in.getInt();
      in.position(in.position() + 3);
      byte[] body = new byte[typeAndSize & 0xFFFFFF];
      in.get(body);
      in.position(in.position() + TRAILER_BYTES);
      tags.add(new RawTag(typeAndSize >>> 24, time >>> 8 | (time & BYTE) << 24, body));
    }
    return tags;
  }

  /** Whether it is a coded picture of H.264, in FLV's old form. */
  boolean isPicture() {
    return type == PICTURE
        && body.length > 9
        && body[1] == 1
        && (isKey() || body[0] == INTER_FRAME);
  }

  boolean isKey() {
    return type == PICTURE && body.length > 0 && body[0] == KEY_FRAME;
  }

  /** Whether it is coded AAC. */
  boolean isSound() {
    return type == SOUND && body.length > 2 && body[1] == 1;
  }

  /** Whether it configures the decoder of this type of tag. */
  boolean configures(int of) {
    return type == of && body.length > 1 && body[1] == 0;
  }

  RawTag with(byte[] other) {
    return new RawTag(type, timestampMs, other);
  }

  RawTag at(long otherMs) {
    return new RawTag(type, otherMs, body);
  }
}
