package dev.weir.portal.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.listing.ListPlace;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A tenant with ten thousand publishes, beside another one with as many: pages follow each other
 * without a gap, and to make one the database reads about as many rows as stand on it. How long
 * that takes, {@code ./weir bench portal} says.
 */
@Timeout(60)
class LongHistoryTest {

  private static final int PAGE = 50;
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  private static PortalHouse house;
  private static TenantId tenant;
  private static HistoryStore store;

  @BeforeAll
  static void fill() {
    house = PortalHouse.open();
    tenant = house.tenant("long@example.org", "a long password", "long.example.org");
    TenantId other = house.tenant("other@example.org", "a long password", "other.example.org");
    ManyPublishes.fill(house, tenant, "long.example.org");
    ManyPublishes.fill(house, other, "other.example.org");
    store = new HistoryStore(house.database(), new Outbox(house.time()));
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static List<PublishRecord> all() {
    PublishHistory history = new PublishHistory(store);
    List<PublishRecord> all = new ArrayList<>();
    Optional<ListPlace> before = Optional.empty();
    do {
      HistoryPage page =
          history.search(Actor.commandLine(tenant), below(before), PublishHistory.MAX_PAGE);
      all.addAll(page.records());
      before = page.next();
    } while (before.isPresent());
    return all;
  }

  private static HistoryQuery below(Optional<ListPlace> before) {
    HistoryQuery top = HistoryQuery.everything();
    return new HistoryQuery(
        top.domain(),
        top.app(),
        top.stream(),
        top.reason(),
        top.from(),
        top.to(),
        top.label(),
        before);
  }

  @Test
  void everyPublishStandsOnOnePageNewestFirst() {
    List<PublishRecord> all = all();
    Set<Object> ids = new HashSet<>();
    all.forEach(record -> ids.add(record.begin().id()));
    assertThat(all).hasSize(ManyPublishes.PUBLISHES);
    assertThat(ids).hasSize(ManyPublishes.PUBLISHES);
    assertThat(all)
        .isSortedAccordingTo((one, next) -> next.begin().at().compareTo(one.begin().at()));
  }

  @Test
  void aPageIsReadAsItStandsInAnIndexAtTheTopAndFarDown() throws SQLException {
    List<PublishRecord> all = all();
    for (Instant top : List.of(ListPlace.TOP.startedAt(), all.get(9_000).begin().at())) {
      QueryPlan plan = search(top, "", "", "");
      assertThat(plan.text()).contains("publish_session_by_time").doesNotContain("\"Sort\"");
      assertThat(plan.rowsRead("publish_session")).isBetween(PAGE, PAGE + 1);
    }
  }

  @Test
  void aSearchReadsDownwardsUntilThePageIsFull() throws SQLException {
    // Each tenth stream is labelled so, and six of seven publishes ended so.
    QueryPlan labelled = search(ListPlace.TOP.startedAt(), "", "FINISHED", "cup");
    assertThat(labelled.text()).contains("publish_session_by_time").doesNotContain("\"Sort\"");
    assertThat(labelled.rowsRead("publish_session")).isLessThan(PAGE * 10 * 7 / 6 + 100);
  }

  @Test
  void aSearchForWhatIsRareReadsTheTenantsOwnHistoryAndNoMore() throws SQLException {
    QueryPlan rare = search(ListPlace.TOP.startedAt(), "stream0500", "", "");
    assertThat(rare.rowsRead("publish_session")).isLessThanOrEqualTo(ManyPublishes.PUBLISHES);
  }

  @Test
  void theLastPublishesOfAStreamAreFoundByItsName() throws SQLException {
    QueryPlan plan =
        explain(
            HistoryStore.OF_STREAM,
            "'" + tenant + "', 'long.example.org', 'live', 'stream0500', 5");
    assertThat(plan.text()).contains("publish_session_of_stream").doesNotContain("\"Sort\"");
    assertThat(plan.rowsRead("publish_session")).isEqualTo(5);
  }

  private static QueryPlan search(Instant top, String stream, String reason, String label)
      throws SQLException {
    String values =
        "'%s', '%s', '%s', '1970-01-01', '9999-12-31', '', '', '%s', '%s', '%s', '%s', %d"
            .formatted(
                tenant,
                top,
                NOBODY,
                stream,
                reason,
                label.isEmpty() ? "" : "event",
                label,
                PAGE + 1);
    return explain(HistoryStore.SEARCH, values);
  }

  private static QueryPlan explain(String sql, String values) throws SQLException {
    return QueryPlan.of(house, tenant, sql, values);
  }
}
