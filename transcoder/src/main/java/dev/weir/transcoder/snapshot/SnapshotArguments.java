package dev.weir.transcoder.snapshot;

import dev.weir.contract.keeping.SnapshotRule.Format;
import java.util.ArrayList;
import java.util.List;

/** The arguments with which ffmpeg makes one picture of an FLV file with one key frame. */
final class SnapshotArguments {

  /** Most pixels on the longer side; smaller pictures stay as they are. */
  static final int MAX_SIDE = 1_280;

  /** Most pixels of a key frame that is decoded: 4,096 × 2,304. */
  static final int MAX_PIXELS = 4_096 * 2_304;

  /** Of ffmpeg's JPEG encoder, 2 to 31, least first: hardly to be told from the source. */
  static final int JPEG_QUALITY = 4;

  /** Of libwebp, 0 to 100: about the same look. */
  static final int WEBP_QUALITY = 78;

  /** Effort of libwebp, 0 to 6: more takes twice the time for a few percent. */
  private static final int WEBP_EFFORT = 2;

  private static final String DECODERS = "h264,hevc,libaom-av1,vp9";

  /** Pixels that are not square are made so; expressions are evaluated once. */
  private static final String SIZE =
      "scale=w='max(2,if(gte(dar,1),min(%1$d,iw*sar),min(%1$d,ih)*dar))'".formatted(MAX_SIDE)
          + ":h='max(2,if(gte(dar,1),min(%1$d,iw*sar)/dar,min(%1$d,ih)))'".formatted(MAX_SIDE)
          + ",setsar=1";

  private SnapshotArguments() {}

  /** Everything behind the name of the program. */
  static List<String> of(Format format) {
    List<String> all = new ArrayList<>();
    add(all, "-hide_banner", "-loglevel", "error", "-nostdin");
    add(all, "-protocol_whitelist", "pipe", "-codec_whitelist", DECODERS);
    add(all, "-max_pixels", Integer.toString(MAX_PIXELS));
    add(all, "-threads", "1", "-filter_threads", "1", "-analyzeduration", "0");
    add(all, "-f", "flv", "-i", "pipe:0", "-map", "0:v:0", "-frames:v", "1");
    switch (format) {
      case JPEG -> {
        add(all, "-vf", SIZE + ",format=yuvj420p", "-threads", "1", "-c:v", "mjpeg");
        add(all, "-q:v", Integer.toString(JPEG_QUALITY), "-bitexact", "-f", "image2pipe");
      }
      case WEBP -> {
        add(all, "-vf", SIZE + ",format=yuv420p", "-threads", "1", "-c:v", "libwebp");
        add(all, "-quality", Integer.toString(WEBP_QUALITY));
        add(all, "-compression_level", Integer.toString(WEBP_EFFORT), "-bitexact", "-f", "webp");
      }
    }
    add(all, "pipe:1");
    return List.copyOf(all);
  }

  private static void add(List<String> all, String... arguments) {
    all.addAll(List.of(arguments));
  }
}
