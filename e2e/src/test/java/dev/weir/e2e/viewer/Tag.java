package dev.weir.e2e.viewer;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.zip.CRC32;

/**
 * One FLV tag as it arrived.
 *
 * @param type 8 audio, 9 video, 18 script data
 * @param timestampMs as stamped, milliseconds
 * @param compositionMs from there to the presentation of an H.264 picture, milliseconds
 * @param keyFrame whether it is a video frame that decoding can begin with
 * @param configuration whether it configures a decoder rather than being a frame
 * @param sizeBytes of the body
 * @param checksum of the body
 * @param arrivedNanos {@link System#nanoTime()} when its last byte was read
 */
public record Tag(
    int type,
    int timestampMs,
    int compositionMs,
    boolean keyFrame,
    boolean configuration,
    int sizeBytes,
    long checksum,
    long arrivedNanos) {

  public static final int AUDIO = 8;
  public static final int VIDEO = 9;

  private static final int HEADER_BYTES = 11;
  private static final int ENHANCED = 0x80;
  private static final int KEY = 1;
  private static final int AVC = 7;
  private static final int AAC = 10;

  /** Reads a tag and checks the size behind it. */
  static Tag read(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    int size = unsigned24(in);
    int timestamp = unsigned24(in) | in.readUnsignedByte() << 24;
    unsigned24(in);
    byte[] body = in.readNBytes(size);
    int previous = in.readInt();
    if (body.length != size || previous != size + HEADER_BYTES) {
      throw new IOException("a tag of " + size + " bytes says " + previous + " behind it");
    }
    CRC32 checksum = new CRC32();
    checksum.update(body);
    boolean configuration = configures(type, body);
    boolean key = type == VIDEO && !configuration && (body[0] >> 4 & 0x7) == KEY;
    return new Tag(
        type,
        timestamp,
        composition(type, body),
        key,
        configuration,
        size,
        checksum.getValue(),
        System.nanoTime());
  }

  private static boolean configures(int type, byte[] body) {
    if (body.length < 2) {
      return false;
    }
    int first = body[0] & 0xFF;
    if (type == VIDEO) {
      return (first & ENHANCED) != 0 ? (first & 0xF) == 0 : (first & 0xF) == AVC && body[1] == 0;
    }
    return type == AUDIO && first >> 4 == AAC && body[1] == 0;
  }

  private static int composition(int type, byte[] body) {
    boolean avc = type == VIDEO && body.length > 4 && (body[0] & ENHANCED + 0xF) == AVC;
    return avc ? body[2] << 16 | (body[3] & 0xFF) << 8 | body[4] & 0xFF : 0;
  }

  private static int unsigned24(DataInputStream in) throws IOException {
    return in.readUnsignedByte() << 16 | in.readUnsignedByte() << 8 | in.readUnsignedByte();
  }

  /** Whether it is a frame of sound or picture. */
  public boolean frame() {
    return !configuration && (type == AUDIO || type == VIDEO);
  }
}
