package dev.weir.portal.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.event.RecordingEvent.State;
import dev.weir.contract.event.RenditionEvent;
import dev.weir.contract.event.SnapshotKept;
import dev.weir.contract.event.StreamPublished;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.Publishes;
import dev.weir.portal.callback.event.CallbackEvent;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.health.HealthLog;
import dev.weir.portal.history.HistoryCollector;
import dev.weir.portal.history.HistoryStore;
import dev.weir.portal.history.OutboxNews;
import dev.weir.portal.library.Recorded;
import dev.weir.portal.library.log.RecordingLog;
import dev.weir.portal.quota.FullStores;
import dev.weir.runtime.lifecycle.MemoryEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is put into the outbox: each fact once, in order, for those alone who want it. */
@Timeout(60)
class OutboxTest {

  private static final Instant BEGAN = PortalHouse.START.minusSeconds(600);

  private static PortalHouse house;
  private static TenantId tenant;

  private final MemoryEvents events = new MemoryEvents();
  private Outbox outbox;
  private HistoryCollector collector;

  @BeforeAll
  static void open() {
    house = PortalHouse.shut();
    tenant = house.tenantWithoutPassword("outbox@example.org", "o.example.org");
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void begin() {
    outbox = new Outbox(house.time());
    collector =
        new HistoryCollector(
            events,
            new HistoryStore(house.database(), outbox),
            new RecordingLog(house.database(), outbox),
            new OutboxNews(house.database(), outbox),
            new HealthLog(house.database(), outbox),
            house.time());
    house.sql("DELETE FROM publish_session; DELETE FROM callback; DELETE FROM callback_event;");
    house.sql("DELETE FROM callback_sequence");
  }

  private static void wants(String name, String kinds, String domain, String app, String stream) {
    house.sql(
        """
        INSERT INTO callback (tenant_id, id, name, url, dialect, kinds, domain, app, stream,
          sealed_secret, changed_at, changed_by)
        VALUES ('%s', '%s', '%s', 'https://example.org', 'standard', '{%s}', '%s', '%s', '%s', 's',
          now(), '')
        """
            .formatted(tenant, UUID.randomUUID(), name, kinds, domain, app, stream));
  }

  /** Endpoint, number and kind of all that waits, in the order in which it would be taken. */
  private static List<String> waiting() {
    List<String> waiting = new ArrayList<>();
    house
        .database()
        .inPlatform(connection ->
            connection
                .query(
                    """
                    SELECT c.name || ' ' || e.sequence || ' ' || e.kind AS line
                    FROM callback_delivery d JOIN callback c ON c.id = d.callback_id
                    JOIN callback_event e ON e.id = d.event_id ORDER BY d.position
                    """)
                .execute()
                .await())
        .forEach(row -> waiting.add(row.getString("line")));
    return waiting;
  }

  @Test
  void eachFactIsPutOnceHoweverOftenItComes() {
    wants("all", "", "", "", "");
    StreamPublished begin = Publishes.begin(tenant, "o.example.org", "cup", BEGAN);
    events.tell(begin);
    events.tell(begin);
    collector.collect();
    events.tell(Publishes.end(begin, Duration.ofMinutes(1), PublishEnd.FINISHED));
    events.tell(begin);
    events.tell(Publishes.end(begin, Duration.ofMinutes(1), PublishEnd.FINISHED));
    collector.collect();

    assertThat(waiting()).containsExactly("all 1 stream.published", "all 2 stream.ended");
  }

  @Test
  void recordingsAreToldOfWhenTheyBeginAndWhenTheyAreOver() {
    wants("all", "", "", "", "");
    Recorded file = Recorded.of(tenant, "o.example.org", "cup", RecordingFormat.MP4);
    for (State state : List.of(State.RUNNING, State.SAVING, State.READY)) {
      events.tell(file.told(state, 10, ""));
      events.tell(file.told(state, 10, ""));
    }
    Recorded lost = Recorded.of(tenant, "o.example.org", "other", RecordingFormat.MP4);
    events.tell(lost.told(State.RUNNING, 1, ""));
    events.tell(lost.told(State.FAILED, 2, "DISK_FULL"));
    collector.collect();

    assertThat(waiting())
        .containsExactly(
            "all 1 recording.started",
            "all 2 recording.finished",
            "all 1 recording.started",
            "all 2 recording.failed");
  }

  @Test
  void whoIsLostWithTheirNodeHasEndedToo() {
    wants("all", "", "", "", "");
    events.alive(Publishes.BOOT, true);
    events.tell(Publishes.begin(tenant, "o.example.org", "cup", BEGAN));
    collector.collect();
    events.alive(Publishes.BOOT, false);
    collector.endLost();
    house.time().advance(Duration.ofSeconds(20));
    collector.endLost();

    assertThat(waiting()).containsExactly("all 1 stream.published", "all 2 stream.ended");
    assertThat(house.dump("callback_event")).contains("NODE_LOST");
  }

  @Test
  void aRenditionIsToldOfOnceHoweverOftenItsFactComes() {
    wants("all", "", "", "", "");
    RenditionEvent ready =
        new RenditionEvent(
            UUID.randomUUID(),
            Publishes.begin(tenant, "o.example.org", "cup", BEGAN).address(),
            new StreamName("cup_lhd"),
            BEGAN,
            "");
    events.tell(ready);
    events.tell(ready);
    events.tell(
        new RenditionEvent(UUID.randomUUID(), ready.source(), ready.rendition(), BEGAN, "GAVE_UP"));
    collector.collect();

    assertThat(waiting()).containsExactly("all 1 rendition.ready", "all 2 rendition.failed");
  }

  @Test
  void aPictureIsToldOfOnceToWhomeverWantsPictures() {
    wants("pictures", "snapshot.taken", "", "", "cup");
    wants("others", "stream.published", "", "", "");
    SnapshotKept picture =
        new SnapshotKept(
            UUID.randomUUID(),
            Publishes.begin(tenant, "o.example.org", "cup", BEGAN).address(),
            BEGAN,
            "snapshot-latest/1");
    events.tell(picture);
    events.tell(picture);
    collector.collect();

    assertThat(waiting()).containsExactly("pictures 1 snapshot.taken");
  }

  @Test
  void aStoreThatIsFullIsToldOfAndOneThatHasRoomAgain() {
    wants("all", "", "", "", "");
    house.sql(
        "INSERT INTO tenant_quota VALUES ('%s', 'STORAGE_BYTES', 0, now(), '') ON CONFLICT DO NOTHING"
            .formatted(tenant));
    FullStores stores = new FullStores(house.database(), house.time());
    stores.look();
    stores.look();
    house.sql("DELETE FROM tenant_quota");
    stores.look();
    assertThat(waiting()).containsExactly("all 1 quota.exceeded", "all 2 quota.restored");
  }

  @Test
  void everybodyIsToldOfWhatTheyWantAlone() {
    wants("kind", "stream.ended", "", "", "");
    wants("domain", "", "other.example.org", "", "");
    wants("app", "", "o.example.org", "live", "");
    wants("pattern", "", "", "", "cam-*");
    events.tell(Publishes.begin(tenant, "o.example.org", "cam-7", BEGAN));
    events.tell(Publishes.begin(tenant, "o.example.org", "cup", BEGAN));
    collector.collect();

    assertThat(waiting())
        .containsExactlyInAnyOrder(
            "app 1 stream.published", "pattern 1 stream.published", "app 1 stream.published");
  }

  @Test
  void whatNobodyWantsIsNotWrittenDown() {
    events.tell(Publishes.begin(tenant, "o.example.org", "cup", BEGAN));
    collector.collect();
    assertThat(house.dump("callback_event")).isEqualTo("null");
    assertThat(house.dump("callback_sequence")).isEqualTo("null");
  }

  @Test
  void anEventGoesTheWayOfItsTransaction() {
    wants("all", "", "", "", "");
    assertThatThrownBy(() ->
            house
                .database()
                .inTenant(
                    tenant,
                    connection -> {
                      CallbackEvent event =
                          new CallbackEvent.Quota("VIEWERS", house.time().now(), false);
                      outbox.put(connection, tenant, event);
                      throw new IllegalStateException("the reason for it did not happen");
                    }))
        .hasMessageContaining("did not happen");
    assertThat(waiting()).isEmpty();
  }
}
