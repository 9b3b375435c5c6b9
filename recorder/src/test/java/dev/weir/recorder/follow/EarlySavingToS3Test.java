package dev.weir.recorder.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingEvent.State;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.keeping.RecordingRule;
import dev.weir.media.flv.FlvTag;
import dev.weir.recorder.RecorderConfig;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.config.ConfigSource;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StorageConfig;
import dev.weir.stream.hub.Publication;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.s3.S3UnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * MP4s go to a real S3 server while their takes grow: the first part, with the index, comes last.
 */
@Timeout(180)
final class EarlySavingToS3Test {

  /** S3 takes no smaller part. */
  private static final int PART_BYTES = 5 << 20;

  @TempDir private static Path shared;
  private static Path film = Path.of("film.flv");
  private static List<FlvTag> tags = List.of();
  private static Optional<S3UnderTest> server = Optional.empty();

  @TempDir private Path folder;

  @BeforeAll
  static void shoot() throws IOException {
    film = shared.resolve("noise.flv");
    // Noise is what no encoder makes small: four pictures a second of 700 kB.
    Ffmpeg.run(
        "-f",
        "lavfi",
        "-i",
        "nullsrc=size=640x360:rate=8,geq=random(1)*255:128:128",
        "-f",
        "lavfi",
        "-i",
        "sine=frequency=330:sample_rate=44100",
        "-t",
        "12",
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-qp",
        "2",
        "-g",
        "8",
        "-sc_threshold",
        "0",
        "-c:a",
        "aac",
        "-b:a",
        "64k",
        film.toString());
    tags = Studio.tags(film);
    server = Optional.of(new S3UnderTest(shared.resolve("s3")));
  }

  @AfterAll
  static void close() {
    server.ifPresent(S3UnderTest::close);
  }

  private ObjectStore open() {
    ConfigSource source =
        ConfigSource.load(
            Optional.empty(),
            Map.of(),
            Map.of(
                "storage.url", server.orElseThrow().storageUrl(),
                "storage.access-key", S3UnderTest.ACCESS_KEY,
                "storage.secret-key", S3UnderTest.SECRET_KEY));
    return StorageConfig.read(source.reader(), folder).open(TimeSource.system());
  }

  private void record(RecordingRule rule, boolean surelyAhead, Interlude interlude)
      throws IOException {
    try (ObjectStore bucket = open()) {
      FlakyStore store = new FlakyStore(bucket, PART_BYTES);
      try (Studio studio =
          new Studio(folder.resolve("spool"), store, rule, RecorderConfig.defaults())) {
        Publication encoder = studio.publish();
        int half = tags.size() / 2;
        studio.send(encoder, tags.subList(0, half));
        Awaitility.await().atMost(Studio.DEADLINE).until(() -> store.eager().added() >= 1);
        interlude.happens(store);
        studio.send(encoder, tags.subList(half, tags.size()));
        studio.end(encoder);

        RecordingEvent ready = studio.await(State.READY, 1).getFirst();

        boolean wentAhead = store.eager().completed() == 1;
        assertThat(store.puts().contains(ready.objectName())).isEqualTo(!wentAhead);
        assertThat(wentAhead || !surelyAhead).isTrue();
        assertIsFilm(store, ready);
      }
    }
  }

  /** The node is gone when the take ends; the next start knows the upload by its note. */
  @Test
  @Tag("long")
  void anotherStartCompletesWhatThisOneHasBegun() throws IOException {
    Path spool = folder.resolve("spool");
    RecordingRule rule = Studio.rule(RecordingFormat.MP4);
    try (ObjectStore bucket = open()) {
      FlakyStore store = new FlakyStore(bucket, PART_BYTES);
      try (Studio studio = new Studio(spool, store, rule, RecorderConfig.defaults())) {
        Publication encoder = studio.publish();
        studio.send(encoder, tags);
        Awaitility.await().atMost(Studio.DEADLINE).until(() -> store.eager().added() >= 2);
        store.away(true);
        studio.end(encoder);
        studio.await(State.SAVING, 1);
      }
      FlakyStore again = new FlakyStore(bucket, PART_BYTES);
      try (Studio studio = new Studio(spool, again, rule, RecorderConfig.defaults())) {
        RecordingEvent ready = studio.await(State.READY, 1).getFirst();

        assertIsFilm(again, ready);
        assertThat(again.eager().begun()).isZero();
        assertThat(again.eager().completed()).isOne();
      }
    }
  }

  private void assertIsFilm(ObjectStore store, RecordingEvent ready) throws IOException {
    Path saved = folder.resolve("saved.mp4");
    ObjectName name = new ObjectName(ready.tenant(), ready.objectName());
    try (InputStream object = store.read(name, 0, ready.bytes() + 1)) {
      Files.copy(object, saved);
    }
    assertThat(Files.size(saved)).isEqualTo(ready.bytes());
    Pictures.assertSame(saved, film);
    assertThat(store.list(ready.tenant(), "_weir/growing/", "", 10)).isEmpty();
    store.delete(name);
  }

  /** What comes between the halves. */
  private interface Interlude {
    void happens(FlakyStore store) throws IOException;
  }

  @Test
  void aNameThatIsKnownCostsNothingAtTheEnd() throws IOException {
    record(
        Studio.rule(RecordingFormat.MP4), true, store -> assertThat(store.eager().begun()).isOne());
  }

  @Test
  void aNameThatTellsTheEndIsGivenByTheStoreItself() throws IOException {
    record(Studio.lateName(RecordingFormat.MP4), true, _ -> {});
  }

  @Test
  @Tag("long")
  void theServerGoesAwayAndComesBack() throws IOException {
    record(
        Studio.rule(RecordingFormat.MP4),
        true,
        _ -> {
          server.orElseThrow().stop();
          server.orElseThrow().startAgain();
        });
  }

  @Test
  @Tag("long")
  void anUploadThatSomebodyAbortedIsSentWhole() throws IOException {
    record(
        Studio.rule(RecordingFormat.MP4),
        false,
        store -> {
          store.drafts().orElseThrow().abandonOlderThan(Instant.now().plus(Duration.ofDays(1)));
        });
  }
}
