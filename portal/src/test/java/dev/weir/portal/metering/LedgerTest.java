package dev.weir.portal.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.metering.MeterKey;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.metering.LedgerVerdict.Flaw;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.metering.MemoryMeterLine;
import dev.weir.runtime.metering.MeterInlet;
import io.vertx.core.Future;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is entered when, what is late, and what the proof of the ledger finds. */
@Timeout(60)
class LedgerTest {

  private static final String ROWS =
      "SELECT reason || ' ' || quantity FROM usage_ledger ORDER BY bucket, entered_at";
  private static final Instant START = PortalHouse.START;

  private final MemoryMeterLine line = new MemoryMeterLine();
  private final ManualTimeSource time = ManualTimeSource.at(START);
  private final CountingNode node = new CountingNode("gateway-1", "boot1");

  private PortalHouse house;
  private TenantId tenant;
  private MeterKey key;
  private MeterCollector collector;

  @BeforeEach
  void open() {
    house = PortalHouse.shut();
    tenant = house.tenantWithoutPassword("one@example.org", "m.example.org");
    key = CountingNode.key(tenant, "demo01", MeterDetail.FLV);
    collector = new MeterCollector(line, house.database(), time);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aBucketIsEnteredOnceEverythingShouldBeThere() {
    tell(count(10, START));
    tell(count(5, START.plusSeconds(290)));
    time.jumpTo(START.plus(Bucket.LENGTH).plus(Bucket.GRACE).minusSeconds(1));
    round();
    assertThat(rows()).isEmpty();

    time.advance(Duration.ofSeconds(1));
    round();
    assertThat(rows()).containsExactly("COUNTED 15");
    assertThat(column("SELECT quantity FROM usage_hour")).containsExactly("15");
    assertThat(column("SELECT quantity FROM usage_day")).containsExactly("15");
    assertThat(column("SELECT count(*) FROM usage_open")).containsExactly("0");
    assertThat(flaws()).isEmpty();
  }

  @Test
  void whatComesLateIsARowOfItsOwn() {
    tell(count(10, START));
    MeterBatch delayed = count(7, START.plusSeconds(60));
    closeFirst();
    tell(delayed);
    round();
    round();

    assertThat(rows()).containsExactly("COUNTED 10", "LATE 7");
    assertThat(column("SELECT quantity FROM usage_hour")).containsExactly("17");
    assertThat(flaws()).isEmpty();
  }

  @Test
  void aBatchThatComesTwiceChangesNothing() {
    MeterBatch batch = count(10, START);
    tell(batch);
    collector.collect();
    line.flush();
    tell(batch);
    collector.collect();
    closeFirst();
    assertThat(rows()).containsExactly("COUNTED 10");
    assertThat(line.send(node.boot(), List.of()).result()).isOne();
  }

  @Test
  void whatIsMissingIsWaitedForAndThenGoneOnWithout() {
    tell(count(10, START));
    collector.collect();
    MeterBatch lost = count(5, START.plusSeconds(10));
    tell(count(2, START.plusSeconds(20)));
    collector.collect();
    assertThat(standing()).containsExactly("10");

    time.advance(MeterCollector.PATIENCE);
    collector.collect();
    // The later reading has what the lost one had.
    assertThat(standing()).containsExactly("17");
    assertThat(flaws()).containsExactly("gateway-1/boot1: batches 2 to 2 were never taken");
    tell(lost);
    collector.collect();
    assertThat(standing()).containsExactly("17");
  }

  @Test
  void aNodeWhoseClockIsWrongCountsNow() {
    tell(count(10, START.plus(Duration.ofDays(400))));
    collector.collect();
    assertThat(column("SELECT extract(epoch FROM bucket)::bigint FROM usage_open"))
        .containsExactly(Long.toString(START.getEpochSecond()));
  }

  @Test
  void ofSeveralCollectorsOneHasItsTurn() {
    MeterCollector other = new MeterCollector(line, house.database(), time);
    collector.collect();
    tell(count(10, START));
    other.collect();
    assertThat(standing()).isEmpty();

    time.advance(Turn.LENGTH);
    other.collect();
    assertThat(standing()).containsExactly("10");
  }

  /** Waiting throws what happened below as it is, declared or not, and collecting goes on. */
  @Test
  void whateverTheLineFailsWithIsCollectedLater() {
    tell(count(10, START));
    MeterInlet broken =
        new MeterInlet() {
          @Override
          public Future<Set<MeterBoot>> boots() {
            return line.boots();
          }

          @Override
          public Future<List<MeterBatch>> next(MeterBoot boot, long kept) {
            return Future.failedFuture(new ClosedChannelException());
          }
        };
    new MeterCollector(broken, house.database(), time).collect();
    assertThat(standing()).isEmpty();
    time.advance(Turn.LENGTH);
    collector.collect();
    assertThat(standing()).containsExactly("10");
  }

  @Test
  void whatTheLibraryHoldsIsCountedEachHour() {
    record("READY", 1_000, START.minusSeconds(60));
    record("RUNNING", 50, START.minusSeconds(60));
    record("READY", 300, START.plus(Duration.ofMinutes(90)));
    for (int i = 0; i < 36; i++) {
      time.advance(Bucket.LENGTH);
      round();
    }
    // At the end of 11:00 to 12:00, and of the two hours behind it; then two files for an hour.
    assertThat(
            column(
                """
                SELECT quantity FROM usage_hour h JOIN usage_series s ON s.id = h.series_id
                WHERE meter = 'STORAGE_BYTE_HOURS' ORDER BY hour
                """))
        .containsExactly("1000", "1000", "1300");
    assertThat(flaws()).isEmpty();
  }

  @Test
  void usageOfATenantThatIsGoneIsPassedOver() {
    house.sql("DELETE FROM tenant WHERE id = '" + tenant + "'");
    tell(count(10, START));
    closeFirst();
    assertThat(rows()).isEmpty();
    assertThat(line.send(node.boot(), List.of()).result()).isOne();
  }

  @Test
  void theProofNamesWhatWasTamperedWith() {
    tell(count(10, START));
    closeFirst();
    assertThat(flaws()).isEmpty();

    house.sql("UPDATE usage_hour SET quantity = 11");
    assertThat(flaws()).singleElement().asString().startsWith("The hour of 2026-11-22");
    house.sql("UPDATE usage_hour SET quantity = 10; UPDATE usage_day SET quantity = 9");
    assertThat(flaws()).singleElement().asString().startsWith("The day of 2026-11-22");
    house.sql("UPDATE usage_day SET quantity = 10; UPDATE usage_ledger SET quantity = 12");
    assertThat(flaws())
        .contains("2026-11-22, tenant " + tenant + ": nodes told 10 in all, and the ledger has 12");
    house.sql("UPDATE usage_ledger SET quantity = 10; DELETE FROM usage_batch");
    assertThat(flaws()).containsExactly("gateway-1/boot1: batches 1 to 1 were never taken");
  }

  @Test
  void monthsAreForgottenAsAWholeAndNoneThatIsYoung() {
    tell(count(10, START));
    closeFirst();
    time.jumpTo(START.plus(Ledger.KEPT).plus(Duration.ofDays(62)));
    collector.forget();
    // The database's own clock does not agree that so much time has passed.
    assertThat(rows()).hasSizeLessThanOrEqualTo(1);
    assertThat(column("SELECT usage_prepare('2020-02-03T00:00:00Z')")).hasSize(1);
    assertThat(parts()).contains("usage_ledger_2020_02", "usage_hour_2020_02");
    collector.forget();
    assertThat(parts()).doesNotContain("usage_ledger_2020_02", "usage_hour_2020_02");
  }

  private List<String> parts() {
    return column("SELECT inhrelid::regclass::text FROM pg_inherits");
  }

  private void closeFirst() {
    collector.collect();
    time.jumpTo(START.plus(Bucket.LENGTH).plus(Bucket.GRACE));
    round();
  }

  private void round() {
    collector.collect();
    collector.enter();
  }

  private MeterBatch count(long amount, Instant from) {
    node.count(key, amount);
    return node.seal(from);
  }

  private void tell(MeterBatch batch) {
    line.send(node.boot(), List.of(batch));
  }

  private void record(String state, long bytes, Instant toldAt) {
    house.sql(
        """
        INSERT INTO recording (tenant_id, id, domain, app, stream, node, boot, format, state, cause,
          started_at, told_at, duration_ms, bytes, width, height, object_name)
        VALUES ('%s', gen_random_uuid(), 'm.example.org', 'live', 'demo01', 'n', 'b', 'MP4', '%s',
          '', '%s', '%s', 1, %d, 1, 1, 'o')
        """
            .formatted(tenant, state, toldAt, toldAt, bytes));
  }

  private List<String> rows() {
    return column(ROWS);
  }

  private List<String> standing() {
    return column("SELECT sum(quantity) FROM usage_open GROUP BY tenant_id");
  }

  private List<String> column(String sql) {
    return Ledgers.column(house, sql);
  }

  private List<String> flaws() {
    return new LedgerVerifier(house.database(), time)
        .verify().flaws().stream().map(Flaw::words).toList();
  }
}
