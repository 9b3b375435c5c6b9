package dev.weir.transcoder.snapshot;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.FlvTagReader;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Films of one colour, a few pictures long, each of which is a key frame. */
final class Reel {

  private Reel() {}

  /** One of {@code color}, such as {@code red}, with pixels of any shape. */
  static List<FlvTag> of(Path folder, String color, String size, String pixels) throws IOException {
    Path file = folder.resolve(color + size + ".flv");
    String source = "color=c=%s:size=%s:rate=5,setsar=%s".formatted(color, size, pixels);
    Ffmpeg.run(
        "-y",
        "-f",
        "lavfi",
        "-i",
        source,
        "-t",
        "1",
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-pix_fmt",
        "yuv420p",
        "-g",
        "1",
        file.toString());
    return new FlvTagReader().read(ByteSlice.of(Files.readAllBytes(file)));
  }

  /** The same with key frames that say nothing. */
  static List<FlvTag> broken(List<FlvTag> film) {
    return film.stream().map(Reel::broken).toList();
  }

  private static FlvTag broken(FlvTag tag) {
    if (!tag.isKeyFrame()) {
      return tag;
    }
    byte[] body = tag.body().clone();
    for (int i = 9; i < body.length; i++) {
      body[i] = (byte) (i * 31);
    }
    return new VideoTag(tag.timestampMs(), body);
  }
}
