package dev.weir.recorder.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingEvent.State;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.keeping.RecordingRule;
import dev.weir.media.flv.FlvTag;
import dev.weir.recorder.RecorderConfig;
import dev.weir.runtime.storage.DirectoryStore;
import dev.weir.stream.hub.Publication;
import dev.weir.testkit.ffmpeg.Packet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** MP4s go to the store while their takes grow, and are what was pushed whatever comes between. */
@Timeout(180)
final class EarlySavingTest {

  private static final int PART_BYTES = 40_000;

  @TempDir private static Path films;
  private static Path film = Path.of("film.flv");
  private static List<FlvTag> tags = List.of();

  @TempDir private Path folder;
  private Path objects = Path.of("objects");
  private FlakyStore store = new FlakyStore(new DirectoryStore(objects), PART_BYTES);

  @BeforeAll
  static void shoot() throws IOException {
    film = Studio.film(films, 13, 25);
    tags = Studio.tags(film);
  }

  @BeforeEach
  void open() {
    objects = folder.resolve("objects");
    store = new FlakyStore(new DirectoryStore(objects), PART_BYTES);
  }

  private Studio studio(RecordingRule rule) throws IOException {
    return new Studio(folder.resolve("spool"), store, rule, RecorderConfig.defaults());
  }

  private Path object(RecordingEvent ready) {
    return objects.resolve(Studio.TENANT.toString()).resolve(ready.objectName());
  }

  private List<FlvTag> firstHalf() {
    return tags.subList(0, tags.size() / 2);
  }

  private List<FlvTag> secondHalf() {
    return tags.subList(tags.size() / 2, tags.size());
  }

  private void awaitParts(int count) {
    Awaitility.await().atMost(Studio.DEADLINE).until(() -> store.eager().added() >= count);
  }

  private void assertIsFilm(RecordingEvent ready) throws IOException {
    assertThat(Files.size(object(ready))).isEqualTo(ready.bytes());
    Pictures.assertSame(object(ready), film);
    try (Stream<Path> all = Files.walk(objects)) {
      assertThat(all.filter(path -> path.getFileName().toString().startsWith("."))).isEmpty();
    }
  }

  @Test
  void isThereWithTheEndAndWasNotCopied() throws IOException {
    try (Studio studio =
        studio(Studio.lateName(RecordingFormat.HLS, RecordingFormat.MP4, RecordingFormat.FLV))) {
      Publication encoder = studio.publish();
      studio.send(encoder, firstHalf());
      awaitParts(1);
      studio.send(encoder, secondHalf());
      studio.end(encoder);

      List<RecordingEvent> ready = studio.await(State.READY, 3);

      assertThat(ready.getFirst().format()).isEqualTo(RecordingFormat.MP4);
      assertIsFilm(ready.getFirst());
      assertThat(store.eager().completed()).isOne();
      assertThat(store.puts()).noneMatch(ready.getFirst().objectName()::equals);
    }
  }

  @Test
  void goesOnWithTheStoreWhenItIsBack() throws IOException {
    try (Studio studio = studio(Studio.rule(RecordingFormat.MP4))) {
      Publication encoder = studio.publish();
      studio.send(encoder, firstHalf());
      awaitParts(1);
      store.away(true);
      studio.send(encoder, secondHalf());
      studio.end(encoder);
      store.awaitRefusals(2);
      store.away(false);

      assertIsFilm(studio.await(State.READY, 1).getFirst());
      assertThat(store.eager().begun()).isOne();
      assertThat(store.eager().completed()).isOne();
    }
  }

  @Test
  void beginsAnewWhereTheStoreHasLostWhatItHad() throws IOException {
    try (Studio studio = studio(Studio.rule(RecordingFormat.MP4))) {
      Publication encoder = studio.publish();
      studio.send(encoder, firstHalf());
      awaitParts(2);
      try (Stream<Path> all = Files.walk(objects)) {
        for (Path draft : all.filter(Files::isRegularFile).toList()) {
          Files.delete(draft);
        }
      }
      studio.send(encoder, secondHalf());
      Awaitility.await().atMost(Studio.DEADLINE).until(() -> store.eager().begun() == 2);
      awaitParts(4);
      studio.end(encoder);

      assertIsFilm(studio.await(State.READY, 1).getFirst());
      assertThat(store.eager().completed()).isOne();
    }
  }

  @Test
  void isCopiedWhereItsIndexFoundNoRoom() throws IOException {
    store.eager().reserve(1_000);
    try (Studio studio = studio(Studio.rule(RecordingFormat.MP4))) {
      Publication encoder = studio.publish();
      studio.send(encoder, firstHalf());
      awaitParts(1);
      studio.send(encoder, secondHalf());
      studio.end(encoder);

      RecordingEvent ready = studio.await(State.READY, 1).getFirst();

      assertIsFilm(ready);
      assertThat(store.eager().completed()).isZero();
      assertThat(store.puts()).contains(ready.objectName());
    }
  }

  /** A kill leaves a draft with some parts, and perhaps parts of what the take does not have. */
  @Test
  void aNodeThatDiedCompletesWhatTheStoreHasOrBeginsAnew() throws IOException {
    Path spool = folder.resolve("spool");
    try (Studio studio = studio(Studio.rule(RecordingFormat.MP4))) {
      Publication encoder = studio.publish();
      studio.send(encoder, firstHalf());
      awaitParts(1);
      store.away(true);
      studio.send(encoder, secondHalf());
      studio.end(encoder);
      studio.await(State.SAVING, 1);
    }
    Path left = folder.resolve("left");
    copy(spool, left);
    try (Studio next = studio(Studio.rule(RecordingFormat.MP4))) {
      store.away(false);
      assertIsFilm(next.await(State.READY, 1).getFirst());
      assertThat(store.eager().begun()).isOne();
      assertThat(store.eager().completed()).isOne();
    }
    // The same take with a journal that is shorter than what the store has.
    Path journal = only(left).resolve("journal");
    Files.write(journal, Arrays.copyOf(Files.readAllBytes(journal), 9_000));

    try (Studio next =
        new Studio(left, store, Studio.rule(RecordingFormat.MP4), RecorderConfig.defaults())) {
      RecordingEvent ready = next.await(State.READY, 1).getFirst();

      List<Packet> was = Packet.only("video", Packet.read(film.toString()));
      List<Packet> is = Packet.only("video", Packet.read(object(ready).toString()));
      assertThat(is).isNotEmpty().hasSizeLessThan(was.size());
      assertThat(Pictures.hashes(is)).isEqualTo(Pictures.hashes(was.subList(0, is.size())));
    }
  }

  /** The second publish has times of its own, and goes on in the same draft. */
  @Test
  void closesTheGapOfAnInterruption() throws IOException {
    RecordingRule merging =
        Studio.rule(
            RecordingRule.Start.AT_PUBLISH,
            Optional.empty(),
            Duration.ofMinutes(5),
            RecordingFormat.MP4);
    try (Studio studio = studio(merging)) {
      for (int publish = 0; publish < 2; publish++) {
        Publication encoder = studio.publish();
        studio.send(encoder, tags);
        studio.end(encoder);
      }
      awaitParts(5);
      store.away(true);
    }
    store.away(false);
    try (Studio next = studio(Studio.rule(RecordingFormat.MP4))) {
      RecordingEvent ready = next.await(State.READY, 1).getFirst();

      assertThat(ready.durationMs()).isCloseTo(26_000L, within(80L));
      assertThat(store.eager().completed()).isOne();
      List<Packet> once = Packet.read(film.toString());
      List<Packet> twice = Packet.read(object(ready).toString());
      for (String kind : List.of("video", "audio")) {
        List<String> hashes = Pictures.hashes(Packet.only(kind, once));
        assertThat(Pictures.hashes(Packet.only(kind, twice)))
            .hasSize(2 * hashes.size())
            .startsWith(hashes.toArray(String[]::new))
            .endsWith(hashes.toArray(String[]::new));
      }
    }
  }

  /** A loss of power may take all segments of a take, of which the store has some. */
  @Test
  void whatComesToNothingLeavesNothing() throws IOException {
    Path spool = folder.resolve("spool");
    Path left = folder.resolve("left");
    try (Studio studio = studio(Studio.rule(RecordingFormat.MP4))) {
      Publication encoder = studio.publish();
      studio.send(encoder, firstHalf());
      awaitParts(1);
      copy(spool, left);
      store.away(true);
    }
    store.away(false);
    Path journal = only(left).resolve("journal");
    byte[] tracks = Files.readAllBytes(journal);
    Files.write(journal, Arrays.copyOf(tracks, 8 + ByteBuffer.wrap(tracks).getInt()));

    try (Studio next =
        new Studio(left, store, Studio.rule(RecordingFormat.MP4), RecorderConfig.defaults())) {
      next.await(State.FAILED, 1);
      Awaitility.await()
          .atMost(Studio.DEADLINE)
          .untilAsserted(() -> {
            try (Stream<Path> all = Files.walk(objects)) {
              assertThat(all.filter(Files::isRegularFile)).isEmpty();
            }
          });
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static Path only(Path spool) throws IOException {
    try (Stream<Path> takes = Files.list(spool)) {
      return takes.findFirst().orElseThrow();
    }
  }
}
