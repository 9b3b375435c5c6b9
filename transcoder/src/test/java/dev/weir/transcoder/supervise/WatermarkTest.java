package dev.weir.transcoder.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.ladder.MarkImage;
import dev.weir.contract.ladder.Watermark;
import dev.weir.contract.ladder.WatermarkId;
import dev.weir.media.flv.FlvHeader;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTagWriter;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.transcoder.supervise.Studio.Diary;
import dev.weir.transcoder.supervise.Studio.Push;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A red mark is laid over a grey film, and each rendition is decoded: the mark must be the same
 * share of each, in the same place, half transparent; and the source must not have it.
 */
class WatermarkTest {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int RGB = 3;

  @TempDir private Path folder;

  @Test
  void theMarkIsTheSameShareOfEveryRenditionAndNotInTheSource() throws Exception {
    List<FlvTag> film = Studio.film(folder, "color=c=0x404040:size=320x180:rate=25", 20);
    try (Studio studio = new Studio(folder.resolve("private"))) {
      Path image = folder.resolve("red.png");
      studio.mark(red(image), image);
      Push push = studio.push("demo", film, UnaryOperator.identity());
      await(studio, "demo_small");
      await(studio, "demo_tiny");
      push.end();

      // 80 by 26 pixels of 320 by 180, 18 from the right and from the bottom.
      assertMarked(studio.diary("demo_small"), 256, 144, new Box(178, 109, 241, 129));
      assertMarked(studio.diary("demo_tiny"), 160, 90, new Box(111, 68, 150, 80));
      assertThat(box(picture(studio.diary("demo"), 320, 180), 320)).isEqualTo(Box.NONE);
    }
  }

  private static Watermark red(Path image) throws Exception {
    Ffmpeg.run(
        "-f",
        "lavfi",
        "-i",
        "color=c=red:size=60x20",
        "-frames:v",
        "1",
        "-update",
        "1",
        image.toString());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(image));
    return new Watermark(
        new WatermarkId("red"),
        new MarkImage(HexFormat.of().formatHex(digest), 60, 20),
        Watermark.Place.BOTTOM_RIGHT,
        10,
        25,
        50);
  }

  private static void await(Studio studio, String stream) {
    long endNanos = System.nanoTime() + DEADLINE.toNanos();
    while (studio.diary(stream).keyFramesMs().size() < 2) {
      assertThat(System.nanoTime()).as(stream).isLessThan(endNanos);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private void assertMarked(Diary rendition, int width, int height, Box expected)
      throws IOException {
    byte[] picture = picture(rendition, width, height);
    Box found = box(picture, width);
    Offset<Integer> blurred = Offset.offset(3);
    assertThat(found.left()).isCloseTo(expected.left(), blurred);
    assertThat(found.top()).isCloseTo(expected.top(), blurred);
    assertThat(found.right()).isCloseTo(expected.right(), blurred);
    assertThat(found.bottom()).isCloseTo(expected.bottom(), blurred);
    int middle =
        ((found.top() + found.bottom()) / 2 * width + (found.left() + found.right()) / 2) * RGB;
    assertThat(picture[middle] & 0xFF).as("half red").isBetween(130, 190);
    assertThat(picture[middle + 1] & 0xFF).as("half grey").isBetween(10, 60);
  }

  /** Its first picture, three bytes for each pixel. */
  private byte[] picture(Diary stream, int width, int height) throws IOException {
    ByteArrayOutputStream flv = new ByteArrayOutputStream();
    flv.write(new FlvHeader(true, true).toBytes());
    for (FlvTag tag : List.copyOf(stream.tags)) {
      flv.write(FlvTagWriter.toBytes(tag));
    }
    Path file = Files.write(folder.resolve("rendition.flv"), flv.toByteArray());
    Path raw = folder.resolve("picture.rgb");
    Ffmpeg.run(
        "-y",
        "-i",
        file.toString(),
        "-frames:v",
        "1",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "rgb24",
        raw.toString());
    byte[] pixels = Files.readAllBytes(raw);
    assertThat(pixels).hasSize(width * height * RGB);
    return pixels;
  }

  /** Where a picture is red. */
  private static Box box(byte[] picture, int width) {
    Box box = Box.NONE;
    for (int pixel = 0; pixel < picture.length / RGB; pixel++) {
      int red = picture[pixel * RGB] & 0xFF;
      int green = picture[pixel * RGB + 1] & 0xFF;
      if (red - green > 60) {
        box = box.with(pixel % width, pixel / width);
      }
    }
    return box;
  }

  private record Box(int left, int top, int right, int bottom) {

    static final Box NONE = new Box(Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1);

    Box with(int x, int y) {
      return new Box(Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y));
    }
  }
}
