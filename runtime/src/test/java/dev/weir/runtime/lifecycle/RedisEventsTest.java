package dev.weir.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.event.LifecycleEvent;
import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.event.PublishId;
import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingId;
import dev.weir.contract.event.RenditionEvent;
import dev.weir.contract.event.SnapshotKept;
import dev.weir.contract.event.StreamEnded;
import dev.weir.contract.event.StreamPublished;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.live.StreamReport.TrackReport;
import dev.weir.contract.storage.StoreId;
import dev.weir.runtime.Soon;
import dev.weir.runtime.policy.Policies;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node tells, and two listeners of the control plane share what it tells, over a real Redis. */
@Timeout(60)
class RedisEventsTest {

  private static final BootId BOOT = new BootId("boot-1");
  private static final BootId DEAD = new BootId("boot-0");

  private final RedisUnderTest redis = new RedisUnderTest();
  private final Vertx vertx = Vertx.vertx();
  private final RedisBus bus =
      RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(2));
  private final RedisEventTeller teller = RedisEventTeller.open(vertx, bus, BOOT);
  private final EventSource one = new RedisEventSource(bus, "one");
  private final EventSource two = new RedisEventSource(bus, "two");

  @AfterEach
  void close() {
    Soon.of(vertx.close());
    redis.close();
  }

  private static StreamPublished begin(String name) {
    return new StreamPublished(
        new PublishId(UUID.randomUUID()),
        new StreamAddress(
            Policies.TENANT,
            new DomainName("push.example.com"),
            new AppName("live"),
            new StreamName(name)),
        new NodeId("node-1"),
        BOOT,
        Instant.parse("2026-11-22T12:00:00Z"),
        "OBS 31 \"beta\"",
        "2001:db8::1");
  }

  private static StreamEnded end(StreamPublished begin) {
    return new StreamEnded(
        begin,
        begin.at().plusSeconds(90),
        PublishEnd.SILENT,
        "PUBLISHER_SILENT",
        List.of(new TrackReport("H.264", "avc1.64002a", 1920, 1080, 0, 0)),
        12_345_678_901L);
  }

  private static List<LifecycleEvent> take(EventSource source, int count) {
    List<LifecycleEvent> taken = new ArrayList<>();
    Soon.until(
        count + " facts",
        () -> {
          Soon.of(source.next()).forEach(arrived -> taken.add(arrived.event()));
          return taken.size() >= count;
        });
    return taken;
  }

  @Test
  void whatIsToldArrivesInOrderAndToOneListener() {
    StreamPublished begin = begin("a");
    teller.tell(begin);
    teller.tell(end(begin));

    assertThat(take(one, 2)).containsExactly(begin, end(begin));
    assertThat(Soon.of(two.next())).isEmpty();
  }

  @Test
  void recordingsAreToldAsPublishesAre() {
    RecordingEvent ready =
        new RecordingEvent(
            new RecordingId(UUID.randomUUID()),
            begin("a").address(),
            new NodeId("node-1"),
            BOOT,
            RecordingFormat.MP4,
            Instant.parse("2026-11-22T12:00:00Z"),
            Instant.parse("2026-11-22T13:00:00Z"),
            RecordingEvent.State.READY,
            3_600_000,
            12_345_678_901L,
            1920,
            1080,
            Optional.of(new StoreId("archive")),
            "record/live/a/0.mp4",
            "");
    teller.tell(ready);

    assertThat(take(one, 1)).containsExactly(ready);
  }

  @Test
  void renditionsAreToldToo() {
    RenditionEvent failed =
        new RenditionEvent(
            UUID.randomUUID(),
            begin("a").address(),
            new StreamName("a_lhd"),
            Instant.parse("2026-11-22T12:00:00Z"),
            "QUOTA");
    teller.tell(failed);

    assertThat(take(one, 1)).containsExactly(failed);
  }

  private static SnapshotKept picture(int number) {
    return new SnapshotKept(
        UUID.randomUUID(),
        begin("a").address(),
        Instant.parse("2026-11-22T12:00:00Z"),
        "snapshot-latest/" + number);
  }

  @Test
  void picturesAreToldBesideAndDisplaceNothing() {
    redis.stop();
    Soon.until("away", () -> !bus.available());
    StreamPublished begin = begin("a");
    teller.tell(begin);
    for (int i = 0; i < 2 * RedisEventTeller.MAX_WAITING_WITH_PICTURES; i++) {
      teller.tell(picture(i));
    }
    StreamPublished last = begin("last");
    teller.tell(last);
    redis.startAgain();

    Soon.until("back", bus::available);
    List<LifecycleEvent> taken = take(one, RedisEventTeller.MAX_WAITING_WITH_PICTURES + 1);
    assertThat(taken)
        .hasSize(RedisEventTeller.MAX_WAITING_WITH_PICTURES + 1)
        .contains(begin, last)
        .filteredOn(SnapshotKept.class::isInstance)
        .hasSize(RedisEventTeller.MAX_WAITING_WITH_PICTURES - 1);
  }

  @Test
  void whatIsKeptIsNotToldAgain() {
    teller.tell(begin("a"));
    teller.tell(picture(1));
    List<EventSource.Arrived> arrived = new ArrayList<>();
    Soon.until(
        "two facts",
        () -> {
          arrived.addAll(Soon.of(one.next()));
          return arrived.size() == 2;
        });
    Soon.of(one.done(arrived));

    assertThat(pending()).isZero();
    assertThat(Soon.of(one.next())).isEmpty();
  }

  @Test
  void whatNobodyKeptIsStillThere() {
    teller.tell(begin("a"));
    take(one, 1);

    assertThat(pending()).isEqualTo(1);
  }

  @Test
  void whileRedisIsAwayFactsWait() {
    take(one, 0);
    redis.stop();
    Soon.until("away", () -> !bus.available());
    StreamPublished begin = begin("a");
    teller.tell(begin);
    redis.startAgain();

    Soon.until("back", bus::available);
    assertThat(take(one, 1)).containsExactly(begin);
  }

  @Test
  void aStartOfANodeIsAliveUntilItCloses() {
    Soon.until("alive", () -> Soon.of(one.alive(Set.of(BOOT, DEAD))).equals(Set.of(BOOT)));
    teller.tell(begin("last"));
    Soon.of(teller.close());

    assertThat(Soon.of(one.alive(Set.of(BOOT, DEAD)))).isEmpty();
    assertThat(take(one, 1)).hasSize(1);
  }

  private long pending() {
    return pending(EventKeys.STREAM) + pending(EventKeys.PICTURES);
  }

  private long pending(String stream) {
    return Soon.of(bus.send(Request.cmd(Command.XPENDING).arg(stream).arg("portal")))
        .get(0)
        .toLong();
  }
}
