package dev.weir.recorder.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingEvent.State;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.recorder.RecorderConfig;
import dev.weir.runtime.storage.DirectoryStore;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.stream.hub.Publication;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a viewer waits for an MP4 after the end of its stream: a recording of 400 MB and one of
 * ten times that, in a directory on the same disk, each with and without going there ahead. The
 * encoder is as fast as the disk. What is measured is told; what is asserted has room for a machine
 * that is busy.
 */
@Timeout(1_200)
@Tag("long")
final class EarlySavingCostTest {

  private static final long SHORT_BYTES = 400_000_000;
  private static final long LONG_BYTES = 10 * SHORT_BYTES;

  /** What the recorder may be behind with; its own limit is 64 MiB. */
  private static final long BEHIND_BYTES = 40L << 20;

  @TempDir private static Path films;
  private static List<FlvTag> tags = List.of();
  private static long filmBytes;
  private static long filmMs;

  @TempDir private Path folder;

  @BeforeAll
  static void shoot() throws IOException {
    Path film = films.resolve("noise.flv");
    // 60 pictures a second, 20 Mbit/s: noise is what no encoder makes small.
    Ffmpeg.run(
        "-f",
        "lavfi",
        "-i",
        "nullsrc=size=320x180:rate=60,geq=random(1)*255:128:128",
        "-f",
        "lavfi",
        "-i",
        "sine=frequency=330:sample_rate=48000",
        "-t",
        "8",
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-qp",
        "20",
        "-g",
        "120",
        "-keyint_min",
        "120",
        "-sc_threshold",
        "0",
        "-bf",
        "2",
        "-c:a",
        "aac",
        "-b:a",
        "128k",
        film.toString());
    tags = Studio.tags(film);
    filmBytes = tags.stream().mapToLong(tag -> tag.body().length).sum();
    filmMs = 8_000;
  }

  @Test
  void theEndOfALongRecordingIsAsNearAsThatOfAShortOne() throws IOException {
    long shortMs = waitMs("short-ahead", SHORT_BYTES, true);
    long longMs = waitMs("long-ahead", LONG_BYTES, true);
    long shortCopyMs = waitMs("short-copied", SHORT_BYTES, false);
    long longCopyMs = waitMs("long-copied", LONG_BYTES, false);

    System.out.printf(
        "mp4 ready after the end: %d MB %d ms, %d MB %d ms; made at the end: %d ms, %d ms%n",
        SHORT_BYTES / 1_000_000, shortMs, LONG_BYTES / 1_000_000, longMs, shortCopyMs, longCopyMs);
    assertThat(longMs).isLessThan(5_000);
  }

  private long waitMs(String name, long bytes, boolean ahead) throws IOException {
    Path spool = folder.resolve(name).resolve("spool");
    ObjectStore directory = new DirectoryStore(folder.resolve(name).resolve("objects"));
    ObjectStore store = ahead ? directory : new FlakyStore(directory);
    RecorderConfig config = new RecorderConfig(3 * LONG_BYTES, 0);
    try (Studio studio = new Studio(spool, store, Studio.rule(RecordingFormat.MP4), config)) {
      Publication encoder = studio.publish();
      long sent = 0;
      for (long beginMs = 0; sent < bytes; beginMs += filmMs) {
        studio.send(encoder, shifted(beginMs));
        sent += filmBytes;
        long least = sent - BEHIND_BYTES;
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .pollInterval(Duration.ofMillis(5))
            .until(() -> size(spool) >= least);
      }
      if (ahead) {
        // Live, a part comes every few seconds, and the disk has long had those before it.
        Path objects = folder.resolve(name).resolve("objects");
        long least = sent - (64L << 20);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> size(objects) >= least);
      }
      long end = System.nanoTime();
      studio.end(encoder);
      RecordingEvent ready = studio.await(State.READY, 1).getFirst();
      long waited = Duration.ofNanos(System.nanoTime() - end).toMillis();
      assertThat(ready.bytes()).isGreaterThan(bytes * 98 / 100);
      return waited;
    } finally {
      delete(folder.resolve(name));
    }
  }

  private static List<FlvTag> shifted(long byMs) {
    if (byMs == 0) {
      return tags;
    }
    return tags.stream()
        .map(tag ->
            switch (tag) {
              case VideoTag video -> new VideoTag(video.timestampMs() + byMs, video.body());
              case AudioTag audio -> new AudioTag(audio.timestampMs() + byMs, audio.body());
              case FlvTag.ScriptTag script ->
                  new FlvTag.ScriptTag(script.timestampMs() + byMs, script.body());
            })
        .map(FlvTag.class::cast)
        .toList();
  }

  private static long size(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
