package dev.weir.recorder.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.media.flv.FlvTag;
import dev.weir.media.hls.TrackKind;
import dev.weir.recorder.RecorderTally;
import dev.weir.recorder.follow.FlakyStore;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.config.ConfigSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.storage.DirectoryStore;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StorageConfig;
import dev.weir.runtime.storage.StoredObject;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.shift.Run;
import dev.weir.stream.shift.ShiftObjects;
import dev.weir.stream.shift.ShiftSegment;
import dev.weir.stream.shift.ShiftSlice;
import dev.weir.testkit.s3.S3UnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an encoder pushes can be gone back to, slice by slice, for as long as the rule says. */
@Timeout(180)
final class TimeShiftTest {

  private static final int FILM_S = 12;

  @TempDir private static Path films;
  private static List<FlvTag> film = List.of();

  @TempDir private Path folder;
  private final ManualTimeSource time = ManualTimeSource.at(ShiftStudio.BEGIN);

  @BeforeAll
  static void shoot() throws IOException {
    film = ShiftStudio.film(films, FILM_S);
  }

  private static List<ShiftSlice> await(ObjectStore store, int segments) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(segments(ShiftStudio.told(store))).isGreaterThanOrEqualTo(segments));
    return ShiftStudio.told(store);
  }

  private static int segments(List<ShiftSlice> slices) {
    return slices.stream().mapToInt(slice -> slice.segments().size()).sum();
  }

  @Test
  void thirtyMinutesOverTheHourAreThereWithoutAHole() throws IOException {
    ObjectStore store = new DirectoryStore(folder.resolve("objects"));
    try (ShiftStudio studio = new ShiftStudio(folder.resolve("spool"), store, time)) {
      Publication encoder = studio.publish();
      studio.send(encoder, ShiftStudio.again(film, 150), ShiftStudio.BEGIN);
      studio.end(encoder);

      List<ShiftSlice> slices = await(store, 900);

      assertThat(slices).hasSizeBetween(30, 33);
      assertThat(Run.of(slices)).hasSize(1);
      assertThat(slices.getLast().endMs() - slices.getFirst().startMs())
          .isCloseTo(150 * (FILM_S * 1_000L), within(20_000L));
      for (int i = 0; i < slices.size(); i++) {
        ShiftSlice slice = slices.get(i);
        assertThat(slice.segments().getFirst().independent()).isTrue();
        assertThat(slice.segments().stream().skip(1)).noneMatch(ShiftSegment::discontinuity);
        assertThat(slice.segments().getFirst().discontinuity()).isEqualTo(i == 0);
        if (i > 0) {
          assertThat(slice.firstNumber()).isEqualTo(slices.get(i - 1).nextNumber());
        }
      }
      ShiftSlice middle = slices.get(slices.size() / 2);
      int video = middle.track(TrackKind.VIDEO).orElseThrow();
      ShiftSegment.Stretch last = middle.segments().getLast().stretches().get(video);
      StoredObject media =
          store
              .find(ShiftObjects.media(ShiftStudio.ADDRESS, middle.id(), TrackKind.VIDEO))
              .orElseThrow();
      assertThat(media.bytes()).isEqualTo(last.offset() + last.bytes());
      try (InputStream fragment = store.read(media.name(), last.offset(), 8)) {
        assertThat(new String(fragment.readAllBytes(), 4, 4, StandardCharsets.US_ASCII))
            .isIn("moof", "styp");
      }
      assertThat(studio.shift.tally().grownBytes().get(ShiftStudio.TENANT)).isPositive();
    }
  }

  @Test
  void whatTheStoreHasNotYetIsToldByTheNode() throws IOException {
    FlakyStore store = new FlakyStore(new DirectoryStore(folder.resolve("objects")));
    store.away(true);
    try (ShiftStudio studio = new ShiftStudio(folder.resolve("spool"), store, time)) {
      Publication encoder = studio.publish();
      studio.send(encoder, ShiftStudio.again(film, 12), ShiftStudio.BEGIN);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> segments(studio.recent.slices(ShiftStudio.ADDRESS)) >= 70);

      List<ShiftSlice> recent = studio.recent.slices(ShiftStudio.ADDRESS);

      assertThat(Run.of(recent)).hasSize(1);
      assertThat(studio.recent.file(ShiftStudio.ADDRESS, recent.getFirst().id(), TrackKind.VIDEO))
          .hasValueSatisfying(file -> assertThat(file).exists());
      store.away(false);
      studio.end(encoder);
      assertThat(Run.of(await(store, 71))).hasSize(1);
    }
  }

  @Test
  void whatAKilledNodeLeftIsSavedAtTheNextStart() throws IOException {
    FlakyStore store = new FlakyStore(new DirectoryStore(folder.resolve("objects")));
    store.away(true);
    Path spool = folder.resolve("spool");
    int kept;
    try (ShiftStudio studio = new ShiftStudio(spool, store, time)) {
      Publication encoder = studio.publish();
      studio.send(encoder, ShiftStudio.again(film, 12), ShiftStudio.BEGIN);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> segments(studio.recent.slices(ShiftStudio.ADDRESS)) >= 70);
      kept = segments(studio.recent.slices(ShiftStudio.ADDRESS));
    }
    store.away(false);
    try (ShiftStudio again = new ShiftStudio(spool, store, time)) {
      List<ShiftSlice> slices = await(store, kept);
      assertThat(Run.of(slices)).hasSize(1);
      assertThat(again.recent.slices(ShiftStudio.ADDRESS)).isNotEmpty();
    }
  }

  @Test
  void timeWithoutAPublisherIsAGap() throws IOException {
    ObjectStore store = new DirectoryStore(folder.resolve("objects"));
    try (ShiftStudio studio = new ShiftStudio(folder.resolve("spool"), store, time)) {
      Publication first = studio.publish();
      studio.send(first, film, ShiftStudio.BEGIN);
      studio.end(first);
      await(store, 5);
      Publication second = studio.publish();
      studio.send(second, film, ShiftStudio.BEGIN.plusSeconds(300));
      studio.end(second);

      List<ShiftSlice> slices = await(store, 11);

      assertThat(Run.of(slices)).hasSize(2);
      assertThat(slices.getLast().segments().getFirst().discontinuity()).isTrue();
      assertThat(slices.getLast().firstNumber()).isGreaterThan(slices.getFirst().nextNumber());
      assertThat(slices.getLast().firstDiscontinuity())
          .isGreaterThan(slices.getFirst().firstDiscontinuity());
      // Players walk through all numbers from 0.
      assertThat(slices).allMatch(slice -> slice.firstDiscontinuity() < 100_000);
    }
  }

  @Test
  void whatNobodyCanGoBackToIsDeletedAndNothingElse() throws IOException {
    ObjectStore store = new DirectoryStore(folder.resolve("objects"));
    try (ShiftStudio studio = new ShiftStudio(folder.resolve("spool"), store, time)) {
      Publication encoder = studio.publish();
      studio.send(encoder, ShiftStudio.again(film, 100), ShiftStudio.BEGIN);
      studio.end(encoder);
      await(store, 600);
      RecorderTally tally = new RecorderTally();
      // The hour of 09:50 can be gone back to until 13:00.
      ManualTimeSource later = ManualTimeSource.at(Instant.parse("2026-03-01T12:59:59Z"));
      SliceSweep sweep =
          new SliceSweep(
              store, studio.policies, tally, later, new OperatorLog(TimeShiftTest.class, later));

      sweep.rounds().round();
      assertThat(tally.grownBytes()).isEmpty();
      later.advance(Duration.ofSeconds(1));
      sweep.rounds().round();

      assertThat(tally.grownBytes().get(ShiftStudio.TENANT)).isNegative();
      assertThat(ShiftStudio.told(store))
          .isNotEmpty()
          .allMatch(
              slice -> slice.startMs() >= Instant.parse("2026-03-01T10:00:00Z").toEpochMilli())
          .allMatch(slice ->
              store
                  .find(ShiftObjects.media(ShiftStudio.ADDRESS, slice.id(), TrackKind.AUDIO))
                  .isPresent());
      later.advance(Duration.ofHours(1));
      sweep.rounds().round();
      assertThat(store.list(ShiftStudio.TENANT, "", "", ObjectStore.MAX_LISTED)).isEmpty();
    }
  }

  @Test
  void aRealBucketThatWasAwayIsCaughtUpWith() throws IOException {
    try (S3UnderTest server = new S3UnderTest(folder.resolve("s3"));
        ObjectStore store = store(server);
        ShiftStudio studio = new ShiftStudio(folder.resolve("spool"), store, time)) {
      List<FlvTag> tags = ShiftStudio.again(film, 12);
      Publication encoder = studio.publish();
      studio.send(encoder, tags.subList(0, tags.size() / 2), ShiftStudio.BEGIN);
      await(store, 20);
      server.stop();
      studio.send(encoder, tags.subList(tags.size() / 2, tags.size()), ShiftStudio.BEGIN);
      studio.end(encoder);
      server.startAgain();

      List<ShiftSlice> slices = await(store, 71);

      assertThat(Run.of(slices)).hasSize(1);
    }
  }

  private ObjectStore store(S3UnderTest server) {
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
}
