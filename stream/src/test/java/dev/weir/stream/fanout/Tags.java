package dev.weir.stream.fanout;

import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.OnMetaData;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Tags as an H.264 and AAC encoder sends them; each frame differs from every other one. */
public final class Tags {

  private static final String AVC_CONFIG =
      "0164001fffe1001a6764001facd9405005bb011000000300100000030320f18319600100" + "0668ebe3cb22c0";

  private static int serial;

  private Tags() {}

  public static FlvTag metadata() {
    OnMetaData metadata =
        new OnMetaData(
            AmfObject.builder()
                .put("width", 1280)
                .put("height", 720)
                .put("videocodecid", 7)
                .put("audiocodecid", 10)
                .put("encoder", "test encoder")
                .toObject());
    return new ScriptTag(0, metadata.toBytes());
  }

  public static FlvTag videoConfig(long timestampMs) {
    return new VideoTag(timestampMs, HexFormat.of().parseHex("1700000000" + AVC_CONFIG));
  }

  /** The same picture size, with another set of picture parameters. */
  public static FlvTag otherVideoConfig(long timestampMs) {
    String other = AVC_CONFIG.replace("68ebe3cb22c0", "68ebe3cb22c1");
    return new VideoTag(timestampMs, HexFormat.of().parseHex("1700000000" + other));
  }

  public static FlvTag audioConfig(long timestampMs) {
    return new AudioTag(timestampMs, HexFormat.of().parseHex("af001210"));
  }

  public static FlvTag key(long timestampMs) {
    return key(timestampMs, 32);
  }

  public static FlvTag key(long timestampMs, int bytes) {
    return new VideoTag(timestampMs, body(0x17010000_00000000L, 5, bytes));
  }

  public static FlvTag inter(long timestampMs) {
    return inter(timestampMs, 32);
  }

  public static FlvTag inter(long timestampMs, int bytes) {
    return new VideoTag(timestampMs, body(0x27010000_00000000L, 5, bytes));
  }

  public static FlvTag audio(long timestampMs) {
    return new AudioTag(timestampMs, body(0xaf010000_00000000L, 2, 16));
  }

  /** A frame of one numbered track, Enhanced RTMP. */
  public static FlvTag trackFrame(int track, boolean key, long timestampMs) {
    byte[] body = new byte[16];
    ByteBuffer.wrap(body)
        .put((byte) (key ? 0x96 : 0xa6))
        .put((byte) 0x01)
        .put(new byte[] {'a', 'v', 'c', '1'})
        .put((byte) track)
        .put(new byte[3])
        .putInt(serial++);
    return new VideoTag(timestampMs, body);
  }

  /** Metadata and configuration of both tracks, at 0. */
  public static List<FlvTag> start() {
    return List.of(metadata(), videoConfig(0), audioConfig(0));
  }

  /** One group of pictures at 25 frames a second, with sound between the pictures. */
  public static List<FlvTag> group(long fromMs, int pictures) {
    return group(fromMs, pictures, 32);
  }

  /** The same with pictures of {@code bytes}. */
  public static List<FlvTag> group(long fromMs, int pictures, int bytes) {
    List<FlvTag> tags = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      long atMs = fromMs + 40L * i;
      tags.add(i == 0 ? key(atMs, bytes) : inter(atMs, bytes));
      tags.add(audio(atMs + 20));
    }
    return tags;
  }

  private static byte[] body(long head, int headBytes, int bytes) {
    byte[] body = new byte[Math.max(bytes, headBytes + 8)];
    byte[] first = ByteBuffer.allocate(8).putLong(head).array();
    System.arraycopy(first, 0, body, 0, headBytes);
    ByteBuffer.wrap(body, headBytes, 8).putInt(body.length - headBytes - 4).putInt(serial++);
    return body;
  }
}
