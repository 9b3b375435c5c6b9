package dev.weir.portal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.event.StreamEnded;
import dev.weir.contract.event.StreamPublished;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.Publishes;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.health.HealthLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Who;
import dev.weir.portal.library.log.RecordingLog;
import dev.weir.portal.listing.ListPlace;
import dev.weir.runtime.lifecycle.MemoryEvents;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Facts come twice, in any order, or not at all; what is kept is right all the same. */
@Timeout(60)
class HistoryCollectorTest {

  private static final Instant BEGAN = PortalHouse.START.minusSeconds(3_600);

  private static PortalHouse house;
  private static TenantId tenant;
  private static int streams;

  private final MemoryEvents events = new MemoryEvents();
  private final String name = "stream" + ++streams;

  private HistoryStore store;
  private HistoryCollector collector;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    tenant = house.tenant("history@example.org", "a long password", "h.example.org");
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void makeCollector() {
    store = new HistoryStore(house.database(), new Outbox(house.time()));
    collector =
        new HistoryCollector(
            events,
            store,
            new RecordingLog(house.database(), new Outbox(house.time())),
            new OutboxNews(house.database(), new Outbox(house.time())),
            new HealthLog(house.database(), new Outbox(house.time())),
            house.time());
    house.sql("DELETE FROM publish_session");
    // The house has a collector of its own, which is to lose nobody here.
    house.events().alive(Publishes.BOOT, true);
  }

  private StreamPublished begin() {
    return Publishes.begin(tenant, "h.example.org", name, BEGAN);
  }

  private List<PublishRecord> kept() {
    return new PublishHistory(store).search(actor(), HistoryQuery.everything(), 50).records();
  }

  private static Actor actor() {
    return Actor.commandLine(tenant);
  }

  @Test
  void keepsWhoPublishedWhatAndHowItEnded() {
    StreamPublished begin = begin();
    events.tell(begin);
    collector.collect();
    assertThat(kept()).containsExactly(new PublishRecord(begin, Optional.empty()));

    StreamEnded end = Publishes.end(begin, Duration.ofMinutes(10), PublishEnd.CONNECTION_LOST);
    events.tell(end);
    collector.collect();
    assertThat(kept())
        .containsExactly(
            new PublishRecord(
                begin,
                Optional.of(
                    new PublishRecord.End(
                        end.at(), end.reason(), end.cause(), end.tracks(), end.bytes()))));
    assertThat(kept().getFirst().averageBitsPerSecond()).isEqualTo(4_000_000);
    assertThat(events.next().result()).isEmpty();
  }

  /** Waiting throws what happened below as it is, declared or not. */
  @Test
  void goesOnWhateverTheSourceFailsWith() {
    StreamPublished begin = begin();
    events.tell(begin);
    events.fail(new ClosedChannelException());
    collector.collect();
    collector.endLost();
    assertThat(kept()).isEmpty();
    events.fail(null);
    collector.collect();
    assertThat(kept()).containsExactly(new PublishRecord(begin, Optional.empty()));
  }

  @Test
  void factsThatComeTwiceOrTurnedRoundChangeNothing() {
    StreamPublished begin = begin();
    StreamEnded end = Publishes.end(begin, Duration.ofMinutes(1), PublishEnd.FINISHED);
    events.tell(end);
    events.tell(begin);
    events.tell(end);
    events.tell(Publishes.end(begin, Duration.ofMinutes(9), PublishEnd.FAILED));
    collector.collect();

    assertThat(kept()).hasSize(1);
    assertThat(kept().getFirst().end().orElseThrow().reason()).isEqualTo(PublishEnd.FINISHED);
  }

  @Test
  void whatIsOfNoTenantIsPassedOver() {
    TenantId gone = new TenantId(UUID.randomUUID());
    events.tell(Publishes.begin(gone, "h.example.org", name, BEGAN));
    events.tell(begin());
    collector.collect();

    assertThat(kept()).hasSize(1);
    assertThat(events.next().result()).isEmpty();
  }

  @Test
  void endsWhatWasLiveOnANodeThatDied() {
    events.alive(Publishes.BOOT, true);
    events.tell(begin());
    collector.collect();
    collector.endLost();
    events.alive(Publishes.BOOT, false);
    collector.endLost();
    house.time().advance(HistoryCollector.LOST_AFTER.minusSeconds(1));
    collector.endLost();
    assertThat(kept().getFirst().end()).isEmpty();

    house.time().advance(Duration.ofSeconds(1));
    collector.endLost();
    assertThat(kept().getFirst().end().orElseThrow().reason()).isEqualTo(PublishEnd.NODE_LOST);
  }

  @Test
  void aNodeThatWasOnlyCutOffKnowsBetter() {
    StreamPublished begin = begin();
    events.tell(begin);
    collector.collect();
    collector.endLost();
    house.time().advance(HistoryCollector.LOST_AFTER);
    collector.endLost();
    events.tell(Publishes.end(begin, Duration.ofMinutes(5), PublishEnd.FINISHED));
    collector.collect();

    assertThat(kept().getFirst().end().orElseThrow().reason()).isEqualTo(PublishEnd.FINISHED);
  }

  @Test
  void aRedisThatForgotForAMomentLosesNobody() {
    events.tell(begin());
    collector.collect();
    collector.endLost();
    events.alive(Publishes.BOOT, true);
    collector.endLost();
    events.alive(Publishes.BOOT, false);
    house.time().advance(HistoryCollector.LOST_AFTER.plusSeconds(1));
    collector.endLost();

    assertThat(kept().getFirst().end()).isEmpty();
  }

  @Test
  void forgetsWhatIsTooOld() {
    StreamPublished old =
        Publishes.begin(
            tenant,
            "h.example.org",
            name,
            house.time().now().minus(HistoryCollector.KEPT).minusSeconds(1));
    events.tell(Publishes.end(old, Duration.ofMinutes(1), PublishEnd.FINISHED));
    events.tell(begin());
    collector.collect();
    collector.forget();

    assertThat(kept()).extracting(record -> record.begin().at()).containsExactly(BEGAN);
  }

  /** Several begin at the same moment, so that ids must decide. */
  @Test
  void pagesHaveEachPublishOnce() {
    List<StreamPublished> told = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      told.add(Publishes.begin(tenant, "h.example.org", name, BEGAN.plusSeconds(i / 5)));
    }
    told.forEach(events::tell);
    collector.collect();

    PublishHistory history = new PublishHistory(store);
    List<PublishRecord> walked = new ArrayList<>();
    HistoryQuery query = HistoryQuery.everything();
    HistoryPage page = history.search(actor(), query, 7);
    walked.addAll(page.records());
    while (page.next().isPresent()) {
      ListPlace next = ListPlace.read(page.next().get().text()).orElseThrow();
      page =
          history.search(
              actor(),
              new HistoryQuery(
                  "",
                  "",
                  "",
                  query.reason(),
                  query.from(),
                  query.to(),
                  query.label(),
                  Optional.of(next)),
              7);
      walked.addAll(page.records());
    }
    assertThat(walked)
        .extracting(PublishRecord::begin)
        .containsExactlyInAnyOrderElementsOf(told)
        .isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()));
  }

  @Test
  void nobodySeesTheHistoryOfOthersOrWithoutThePermission() {
    TenantId other = house.tenant(name + "@example.org", "a long password", name + ".example.org");
    events.tell(begin());
    collector.collect();

    PublishHistory history = new PublishHistory(store);
    assertThat(history.search(Actor.commandLine(other), HistoryQuery.everything(), 5).records())
        .isEmpty();
    assertThatThrownBy(() -> history.of(Actor.commandLine(other), begin().address(), 5))
        .isInstanceOf(WeirFault.class);
    Actor nobody = new Actor(tenant, new Who.Stranger(), Set.of(), Origin.NONE);
    assertThatThrownBy(() -> history.search(nobody, HistoryQuery.everything(), 5))
        .isInstanceOf(WeirFault.class);
  }
}
