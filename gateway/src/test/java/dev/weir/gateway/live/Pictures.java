package dev.weir.gateway.live;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * A stream of pictures of any size, with sound; nobody could decode them, everybody can compare.
 */
public final class Pictures {

  private static final String AVC_CONFIG =
      "17000000000164001fffe1001a6764001facd9405005bb011000000300100000030320f18319600100"
          + "0668ebe3cb22c0";
  private static final long PICTURE_MS = 40;

  private final Random random = new Random(7);
  private final int bytes;
  private final int picturesInGroup;
  private long atMs;

  /**
   * Begins at 0.
   *
   * @param bytes of each picture
   */
  public Pictures(int bytes, int picturesInGroup) {
    this.bytes = bytes;
    this.picturesInGroup = picturesInGroup;
  }

  /** Configuration of both tracks. */
  public List<FlvTag> start() {
    return List.of(
        new VideoTag(atMs, HexFormat.of().parseHex(AVC_CONFIG)),
        new AudioTag(atMs, HexFormat.of().parseHex("af001210")));
  }

  /** The next group. */
  public List<FlvTag> group() {
    List<FlvTag> tags = new ArrayList<>();
    for (int i = 0; i < picturesInGroup; i++) {
      tags.add(new VideoTag(atMs, body(i == 0 ? "1701000000" : "2701000000", bytes)));
      tags.add(new AudioTag(atMs + PICTURE_MS / 2, body("af01", 64)));
      atMs += PICTURE_MS;
    }
    return tags;
  }

  /** {@code tags} as a viewer is told them who begins at {@code atMs}; metadata stands at 0. */
  public static List<FlvTag> stamped(List<FlvTag> tags, long atMs) {
    return tags.stream().map(tag -> at(tag, atMs)).toList();
  }

  private static FlvTag at(FlvTag tag, long atMs) {
    return switch (tag) {
      case VideoTag video -> new VideoTag(atMs, video.body());
      case AudioTag audio -> new AudioTag(atMs, audio.body());
      case ScriptTag script -> ScriptTag.ofDataMessage(0, ByteSlice.of(script.body()));
    };
  }

  private byte[] body(String head, int size) {
    byte[] first = HexFormat.of().parseHex(head);
    byte[] body = new byte[size];
    random.nextBytes(body);
    System.arraycopy(first, 0, body, 0, first.length);
    return body;
  }
}
