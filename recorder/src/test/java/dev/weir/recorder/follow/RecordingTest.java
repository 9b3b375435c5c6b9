package dev.weir.recorder.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingEvent.State;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.keeping.RecordingRule;
import dev.weir.contract.storage.Shelf;
import dev.weir.contract.storage.StoreId;
import dev.weir.media.flv.FlvTag;
import dev.weir.recorder.RecorderConfig;
import dev.weir.runtime.storage.DirectoryStore;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStores;
import dev.weir.runtime.storage.RecordingObjects;
import dev.weir.runtime.storage.RecordingObjects.Place;
import dev.weir.stream.hub.Publication;
import dev.weir.testkit.ffmpeg.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an encoder pushes is found again in the store, packet by packet. */
@Timeout(180)
final class RecordingTest {

  @TempDir private static Path films;
  private static Path film = Path.of("film.flv");
  private static List<FlvTag> tags = List.of();

  @TempDir private Path folder;
  private Path objects = Path.of("objects");
  private FlakyStore store = new FlakyStore(new DirectoryStore(objects));

  @BeforeAll
  static void shoot() throws IOException {
    film = Studio.film(films, 13, 25);
    tags = Studio.tags(film);
  }

  @BeforeEach
  void open() {
    objects = folder.resolve("objects");
    store = new FlakyStore(new DirectoryStore(objects));
  }

  private Studio studio(RecordingRule rule) throws IOException {
    return new Studio(folder.resolve("spool"), store, rule, RecorderConfig.defaults());
  }

  private Path object(String path) {
    return objects.resolve(Studio.TENANT.toString()).resolve(path);
  }

  private List<Path> spooled() throws IOException {
    try (Stream<Path> takes = Files.list(folder.resolve("spool"))) {
      return takes.toList();
    }
  }

  @Test
  void isTheSourceInEveryFormat() throws IOException {
    try (Studio studio =
        studio(Studio.rule(RecordingFormat.HLS, RecordingFormat.MP4, RecordingFormat.FLV))) {
      Publication encoder = studio.publish();
      studio.send(encoder, tags);
      studio.end(encoder);

      Map<RecordingFormat, RecordingEvent> ready =
          studio.await(State.READY, 3).stream()
              .collect(Collectors.toMap(RecordingEvent::format, Function.identity()));

      for (RecordingEvent event : ready.values()) {
        assertThat(event.objectName()).isEqualTo("live/demo01/0." + event.format().extension());
        assertThat(event.durationMs()).isCloseTo(13_000L, within(40L));
        assertThat(event.width()).isEqualTo(192);
        Path note =
            object(RecordingObjects.note(event.address(), event.id(), event.format()).path());
        assertThat(note).hasContent(event.objectName());
        Pictures.assertSame(object(event.objectName()), film);
      }
      assertThat(studio.told(State.RUNNING)).hasSize(3);
      RecordingEvent any = ready.values().iterator().next();
      assertThat(studio.meters.byDetail()).isEqualTo(Map.of("TAKE", any.durationMs()));
      assertThat(studio.told(State.SAVING)).hasSize(3);
      RecordingEvent hls = Objects.requireNonNull(ready.get(RecordingFormat.HLS));
      Path poster = object(RecordingObjects.poster(hls.address(), hls.id()).path());
      Awaitility.await().atMost(Studio.DEADLINE).until(() -> Files.exists(poster));
      List<Packet> still = Packet.read(poster.toString());
      assertThat(still).hasSize(1).allMatch(Packet::key);
      assertThat(Pictures.hashes(Packet.only("video", Packet.read(film.toString()))))
          .containsAll(Pictures.hashes(still));
      RecordingObjects.delete(
          ObjectStores.only(store),
          hls.address(),
          hls.id(),
          hls.format(),
          new Place(Optional.empty(), hls.objectName()));
      assertThat(object(hls.objectName())).doesNotExist();
      assertThat(poster).doesNotExist();
    }
    assertThat(spooled()).isEmpty();
  }

  @Test
  void liesInTheStoreThatItsRuleNamesAndIsFoundByTheOperators() throws IOException {
    StoreId films = new StoreId("films");
    FlakyStore own = new FlakyStore(new DirectoryStore(folder.resolve("own")));
    ObjectStores stores = (_, id) -> id.equals(Optional.of(films)) ? own : store;
    RecordingRule rule =
        Studio.rule(RecordingFormat.MP4).on(new Shelf(Optional.of(films), Optional.empty()));
    own.away(true);
    try (Studio studio =
        new Studio(folder.resolve("spool"), stores, rule, RecorderConfig.defaults())) {
      Publication encoder = studio.publish();
      studio.send(encoder, tags);
      studio.end(encoder);
      own.awaitRefusals(1);
    }
    own.away(false);
    try (Studio next =
        new Studio(folder.resolve("spool"), stores, rule, RecorderConfig.defaults())) {
      RecordingEvent ready = next.await(State.READY, 1).getFirst();

      assertThat(ready.store()).contains(films);
      assertThat(object(ready.objectName())).doesNotExist();
      ObjectName name = new ObjectName(ready.tenant(), ready.objectName());
      assertThat(own.find(name).orElseThrow().bytes()).isEqualTo(ready.bytes());
      Path note = object(RecordingObjects.note(ready.address(), ready.id(), ready.format()).path());
      assertThat(Place.parse(Files.readString(note)))
          .isEqualTo(new Place(Optional.of(films), ready.objectName()));
    }
  }

  @Test
  void goesOnAfterAnInterruptionAndClosesTheGap() throws IOException {
    try (Studio studio =
        studio(
            Studio.rule(
                RecordingRule.Start.AT_PUBLISH,
                Optional.empty(),
                Duration.ofMinutes(5),
                RecordingFormat.MP4))) {
      store.away(true);
      for (int publish = 0; publish < 2; publish++) {
        Publication encoder = studio.publish();
        studio.send(encoder, tags);
        studio.end(encoder);
      }
    }
    store.away(false);
    try (Studio next = studio(Studio.rule(RecordingFormat.MP4))) {
      RecordingEvent ready = next.await(State.READY, 1).getFirst();

      List<String> once =
          Pictures.hashes(Packet.read(film.toString()).stream().sorted(byKind()).toList());
      List<String> twice = new ArrayList<>();
      List<Packet> recorded = Packet.read(object(ready.objectName()).toString());
      recorded.stream().sorted(byKind()).map(Packet::hash).forEach(twice::add);
      assertThat(twice).hasSize(2 * once.size()).containsAll(once);
      assertThat(ready.durationMs()).isCloseTo(26_000L, within(80L));
    }
  }

  private static Comparator<Packet> byKind() {
    return Comparator.comparing(Packet::kind);
  }

  @Test
  void waitsForAStoreThatIsAwayAndIsWholeThen() throws IOException {
    store.away(true);
    try (Studio studio = studio(Studio.rule(RecordingFormat.MP4))) {
      Publication encoder = studio.publish();
      studio.send(encoder, tags);
      studio.end(encoder);
      studio.await(State.SAVING, 1);
      store.awaitRefusals(2);
      assertThat(studio.told(State.READY)).isEmpty();
      assertThat(studio.await(State.SAVING, 2))
          .extracting(RecordingEvent::cause)
          .containsExactly("", FaultCode.STORAGE_UNAVAILABLE.name());
      store.awaitRefusals(3);
      assertThat(studio.told(State.SAVING)).hasSize(2);

      store.away(false);

      assertThat(studio.await(State.READY, 1).getFirst().cause()).isEmpty();
      Pictures.assertSame(object(studio.await(State.READY, 1).getFirst().objectName()), film);
    }
  }

  @Test
  void aNodeThatDiedSavesWhatWasWholeAtItsNextStart() throws IOException {
    Path spool = folder.resolve("spool");
    Path left = folder.resolve("left/spool");
    try (Studio studio = studio(Studio.rule(RecordingFormat.MP4))) {
      store.away(true);
      Publication encoder = studio.publish();
      studio.send(encoder, tags);
      studio.await(State.RUNNING, 1);
    }
    store.away(false);
    // What a kill leaves: the last record is torn, and bytes without a record are behind the rest.
    copy(spool, left);
    Path take = spooledIn(left);
    Path journal = take.resolve("journal");
    Files.write(journal, Arrays.copyOf(Files.readAllBytes(journal), (int) Files.size(journal) - 9));
    Files.write(take.resolve("video.mp4"), new byte[1000], StandardOpenOption.APPEND);

    try (Studio next =
        new Studio(left, store, Studio.rule(RecordingFormat.MP4), RecorderConfig.defaults())) {
      RecordingEvent ready = next.await(State.READY, 1).getFirst();

      List<Packet> was = Packet.only("video", Packet.read(film.toString()));
      List<Packet> is = Packet.only("video", Packet.read(object(ready.objectName()).toString()));
      assertThat(is).isNotEmpty().hasSizeLessThan(was.size());
      assertThat(Pictures.hashes(is)).isEqualTo(Pictures.hashes(was.subList(0, is.size())));
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

  private static Path spooledIn(Path spool) throws IOException {
    try (Stream<Path> takes = Files.list(spool)) {
      return takes.findFirst().orElseThrow();
    }
  }

  @Test
  void beginsAndEndsOnDemand() throws IOException {
    try (Studio studio =
        studio(
            Studio.rule(
                RecordingRule.Start.ON_DEMAND,
                Optional.empty(),
                Duration.ZERO,
                RecordingFormat.MP4))) {
      assertThat(studio.recorder.begin(Studio.ADDRESS)).isFalse();
      Publication encoder = studio.publish();
      int half = tags.size() / 2;
      studio.send(encoder, tags.subList(0, half));
      studio.on(() -> assertThat(studio.recorder.begin(Studio.ADDRESS)).isTrue());
      studio.send(encoder, tags.subList(half, tags.size()));
      studio.on(() -> assertThat(studio.recorder.end(Studio.ADDRESS)).isTrue());

      RecordingEvent ready = studio.await(State.READY, 1).getFirst();

      List<String> was = Pictures.hashes(Packet.only("video", Packet.read(film.toString())));
      List<String> is =
          Pictures.hashes(Packet.only("video", Packet.read(object(ready.objectName()).toString())));
      assertThat(is).isNotEmpty().hasSizeLessThan(was.size());
      assertThat(was).containsSequence(is);
    }
  }

  @Test
  void aFullSpoolEndsARecordingThatCanBePlayed() throws IOException {
    RecorderConfig small =
        new RecorderConfig(tags.stream().mapToLong(t -> t.body().length).sum() / 2, 0);
    try (Studio studio =
        new Studio(folder.resolve("spool"), store, Studio.rule(RecordingFormat.MP4), small)) {
      store.away(true);
      Publication encoder = studio.publish();
      studio.send(encoder, tags);
      studio.await(State.SAVING, 1);
      studio.end(encoder);
      store.away(false);

      RecordingEvent ready = studio.await(State.READY, 1).getFirst();

      List<String> was = Pictures.hashes(Packet.only("video", Packet.read(film.toString())));
      List<String> is =
          Pictures.hashes(Packet.only("video", Packet.read(object(ready.objectName()).toString())));
      assertThat(is).isNotEmpty().hasSizeLessThan(was.size());
      assertThat(was).startsWith(is.toArray(String[]::new));
    }
  }

  @Test
  void aNewFileBeginsAtASegmentAfterTheTimeOfTheRule() throws IOException {
    Path slow = Studio.film(folder, 130, 5);
    try (Studio studio =
        studio(
            Studio.rule(
                RecordingRule.Start.AT_PUBLISH,
                Optional.of(Duration.ofMinutes(1)),
                Duration.ZERO,
                RecordingFormat.MP4))) {
      Publication encoder = studio.publish();
      studio.send(encoder, Studio.tags(slow));
      studio.end(encoder);

      List<RecordingEvent> ready = new ArrayList<>(studio.await(State.READY, 3));

      ready.sort(Comparator.comparing(RecordingEvent::objectName));
      assertThat(ready)
          .extracting(RecordingEvent::objectName)
          .containsExactly("live/demo01/0.mp4", "live/demo01/1.mp4", "live/demo01/2.mp4");
      List<String> all = new ArrayList<>();
      for (RecordingEvent event : ready) {
        all.addAll(
            Pictures.hashes(
                Packet.only("video", Packet.read(object(event.objectName()).toString()))));
      }
      assertThat(all)
          .isEqualTo(Pictures.hashes(Packet.only("video", Packet.read(slow.toString()))));
    }
  }
}
