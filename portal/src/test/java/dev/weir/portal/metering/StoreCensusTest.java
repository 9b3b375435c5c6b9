package dev.weir.portal.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.MemoryObjects;
import dev.weir.portal.PortalHouse;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.metering.MemoryMeterLine;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What time shift and snapshots take up in the store is in the ledger, hour by hour. */
@Timeout(60)
class StoreCensusTest {

  private static final String SLICE = "_weir/shift/m.example.org/live/demo01/media/2026-11-22-11/";
  private static final Instant START = PortalHouse.START;

  private final ManualTimeSource time = ManualTimeSource.at(START);

  private PortalHouse house;
  private MemoryObjects store;
  private TenantId tenant;
  private StoreCensus census;
  private MeterCollector collector;

  @BeforeEach
  void open() {
    house = PortalHouse.shut();
    store = house.objects();
    tenant = house.tenantWithoutPassword("one@example.org", "m.example.org");
    census = new StoreCensus(store, house.database(), time);
    collector = new MeterCollector(new MemoryMeterLine(), house.database(), time);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void whatLiesInTheStoreIsCountedEachHourByKindAndStream() {
    put(SLICE + "1-00000000-video.mp4", 700);
    put(SLICE + "1-00000000-audio.mp4", 70);
    put("_weir/shift/m.example.org/live/demo01/index/2026-11-22-11.node-1", 7);
    put("_weir/shift/m.example.org/live/demo02/media/2026-11-22-11/2-00000000-video.mp4", 5);
    put("_weir/shift-due/2026-11-23-11/m.example.org/live/demo01/2026-11-22-11", 0);
    put("snapshot-latest/m.example.org/live/demo01", 20);
    put("snapshots/2026-11-23-11/m.example.org/evening/3.jpg", 3);
    put("snapshots/2026-11-23-12/m.example.org/evening/4.jpg", 4);
    put("recordings/live/demo01/0.mp4", 10_000);
    pass(Duration.ofHours(1));
    delete(SLICE + "1-00000000-audio.mp4");
    pass(Duration.ofHours(1));

    assertThat(entered(1))
        .containsExactly(
            "PICTURES m.example.org// 7",
            "PICTURES m.example.org/live/demo01 20",
            "SLICES m.example.org/live/demo01 777",
            "SLICES m.example.org/live/demo02 5");
    assertThat(entered(2))
        .contains("SLICES m.example.org/live/demo01 707", "PICTURES m.example.org// 7")
        .hasSize(4);
    assertThat(new LedgerVerifier(house.database(), time).verify().flaws()).isEmpty();
  }

  @Test
  void aStoreThatIsAwayHasWhatItHadAndARestartForgetsNothing() {
    put(SLICE + "1-00000000-video.mp4", 700);
    pass(Duration.ofHours(1));
    store.away(true);
    census = new StoreCensus(store, house.database(), time);
    pass(Duration.ofHours(1));
    store.away(false);
    delete(SLICE + "1-00000000-video.mp4");
    pass(Duration.ofHours(1));

    assertThat(entered(1)).containsExactly("SLICES m.example.org/live/demo01 700");
    assertThat(entered(2)).containsExactly("SLICES m.example.org/live/demo01 700");
    assertThat(entered(3)).isEmpty();
  }

  @Test
  void ofSeveralPortalsOneCountsBeforeAnHourEnds() {
    StoreCensus other = new StoreCensus(store, house.database(), time);
    time.jumpTo(START.plus(Duration.ofHours(1)).minus(StoreCensus.LEAD).minusSeconds(1));
    assertThat(census.round()).isZero();
    time.advance(Duration.ofSeconds(1));
    assertThat(census.round()).isOne();
    assertThat(other.round()).isZero();
    time.advance(Duration.ofHours(1));
    assertThat(other.round()).isOne();
  }

  @Test
  void moreThanOneListingIsCountedWhole() {
    for (int i = 0; i < 2 * ObjectStore.MAX_LISTED + 5; i++) {
      put(SLICE + i + "-00000000-video.mp4", 2);
    }
    pass(Duration.ofHours(1));
    assertThat(entered(1)).containsExactly("SLICES m.example.org/live/demo01 4010");
  }

  /** Lets time pass as the portal's verticles see it. */
  private void pass(Duration duration) {
    Instant until = time.now().plus(duration);
    while (time.now().isBefore(until)) {
      time.advance(Bucket.LENGTH);
      census.round();
      collector.collect();
      collector.enter();
    }
  }

  /** What the ledger has, or will have, of the hour that ended so many hours after the start. */
  private List<String> entered(int hour) {
    Instant bucket = START.plus(Duration.ofHours(hour)).minus(Bucket.LENGTH);
    return Ledgers.column(
        house,
        """
        SELECT detail || ' ' || domain || '/' || app || '/' || stream || ' ' || sum(quantity)
        FROM (SELECT * FROM usage_open UNION ALL
              SELECT tenant_id, series_id, bucket, quantity FROM usage_ledger) AS r
        JOIN usage_series s ON s.id = r.series_id AND meter = 'STORAGE_BYTE_HOURS'
        WHERE bucket = '%s' GROUP BY detail, domain, app, stream ORDER BY 1
        """
            .formatted(bucket));
  }

  private void put(String path, int bytes) {
    store.put(new ObjectName(tenant, path), new byte[bytes]);
  }

  private void delete(String path) {
    store.delete(new ObjectName(tenant, path));
  }
}
