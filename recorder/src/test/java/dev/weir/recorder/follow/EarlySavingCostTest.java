package dev.weir.recorder.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingEvent.State;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.keeping.RecordingRule;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.recorder.RecorderConfig;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.config.ConfigSource;
import dev.weir.runtime.storage.DirectoryStore;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StorageConfig;
import dev.weir.stream.hub.Publication;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.s3.S3UnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    // 60 pictures a second, some 6 Mbit/s: noise is what no encoder makes small.
    Ffmpeg.run(
        "-f",
        "lavfi",
        "-i",
        "nullsrc=size=160x90:rate=60,geq=random(1)*255:128:128",
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

  /**
   * The same with a real S3 server on this machine: one that copies all parts when they become an
   * object, so that its own share grows with the length.
   */
  @Test
  void toS3NextToNothingIsSentAtTheEnd() throws IOException {
    try (S3UnderTest server = new S3UnderTest(folder.resolve("s3"));
        ObjectStore bucket = bucket(server)) {
      RecordingRule early = Studio.rule(RecordingFormat.MP4);
      RecordingRule late = Studio.lateName(RecordingFormat.MP4);
      long bytes = SHORT_BYTES / 4;
      System.out.printf(
          "mp4 in S3 ready after the end: %d MB %d ms, %d MB %d ms; under a name that tells the end:"
              + " %d ms, %d ms; sent at the end: %d ms, %d ms%n",
          bytes / 1_000_000,
          waitMs("s3-short", bytes, bucket, early, true),
          10 * bytes / 1_000_000,
          waitMs("s3-long", 10 * bytes, bucket, early, true),
          waitMs("s3-late-short", bytes, bucket, late, true),
          waitMs("s3-late-long", 10 * bytes, bucket, late, true),
          waitMs("s3-whole-short", bytes, new FlakyStore(bucket), early, false),
          waitMs("s3-whole-long", 10 * bytes, new FlakyStore(bucket), early, false));
    }
  }

  private ObjectStore bucket(S3UnderTest server) {
    ConfigSource source =
        ConfigSource.load(
            Optional.empty(),
            Map.of(),
            Map.of(
                "storage.url", server.storageUrl(),
                "storage.access-key", S3UnderTest.ACCESS_KEY,
                "storage.secret-key", S3UnderTest.SECRET_KEY));
    return StorageConfig.read(source.reader(), folder).open(TimeSource.system());
  }

  private long waitMs(String name, long bytes, boolean ahead) throws IOException {
    ObjectStore directory = new DirectoryStore(folder.resolve(name).resolve("objects"));
    return waitMs(
        name,
        bytes,
        ahead ? directory : new FlakyStore(directory),
        Studio.rule(RecordingFormat.MP4),
        ahead);
  }

  private long waitMs(String name, long bytes, ObjectStore store, RecordingRule rule, boolean ahead)
      throws IOException {
    Path spool = folder.resolve(name).resolve("spool");
    RecorderConfig config = new RecorderConfig(3 * LONG_BYTES, 0);
    try (Studio studio = new Studio(spool, store, rule, config)) {
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
        // Live, a part comes every few seconds, and the store has long had those before it.
        long least = sent - BEHIND_BYTES - (16L << 20);
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> noted(spool) >= least);
      }
      long end = System.nanoTime();
      studio.end(encoder);
      RecordingEvent ready = studio.await(State.READY, 1).getFirst();
      long waited = Duration.ofNanos(System.nanoTime() - end).toMillis();
      System.out.printf("mp4 %s ready after the end: %d ms%n", name, waited);
      assertThat(ready.bytes()).isGreaterThan(bytes * 98 / 100);
      store.delete(new ObjectName(ready.tenant(), ready.objectName()));
      return waited;
    } finally {
      delete(folder.resolve(name));
    }
  }

  /** How much the store has of the take, by its note. */
  private static long noted(Path spool) throws IOException {
    try (Stream<Path> files = Files.walk(spool)) {
      Optional<Path> note = files.filter(file -> file.endsWith("growing.mp4.note")).findFirst();
      return note.isEmpty()
          ? 0
          : Files.readAllLines(note.get()).stream()
              .map(line -> line.split(" ", -1))
              .filter(fields -> fields.length == 5)
              .mapToLong(fields -> Long.parseLong(fields[3]))
              .sum();
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
