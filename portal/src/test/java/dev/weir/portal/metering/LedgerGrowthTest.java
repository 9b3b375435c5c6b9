package dev.weir.portal.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.Meter;
import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.metering.MeterKey;
import dev.weir.contract.metering.MeterReading;
import dev.weir.contract.metering.MeteredStream;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.usage.Usage;
import dev.weir.portal.usage.UsageCut;
import dev.weir.portal.usage.UsageQuery;
import dev.weir.portal.usage.UsageStep;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.metering.MemoryMeterLine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One tenant with 1,000 streams and 50,000 viewers over two protocols, whose counters all change
 * all the time. The collector is to take it twenty times as fast as it is counted, and a page of
 * ninety days is to be there before anybody wonders: what is asserted leaves room for a busy
 * machine.
 */
@Tag("long")
@Timeout(600)
class LedgerGrowthTest {

  private static final int STREAMS = 1_000;
  private static final int DAYS = 90;
  private static final int TIMES_REAL_TIME = 20;
  private static final Duration COUNTED = Duration.ofMinutes(20);
  private static final long BYTES_PER_SEAL = 50 * 10 * 500_000L;
  private static final Duration PAGE = Duration.ofSeconds(2);
  private static final long MOST_BYTES_OF_A_ROW = 200;

  private final MemoryMeterLine line = new MemoryMeterLine();
  private final ManualTimeSource time = ManualTimeSource.at(PortalHouse.START);
  private final MeterBoot boot = new MeterBoot(new NodeId("gateway-1"), new BootId("boot1"));

  private PortalHouse house;
  private TenantId tenant;
  private List<MeterKey> keys = List.of();
  private long sequence;

  @BeforeEach
  void open() {
    house = PortalHouse.shut();
    tenant = house.tenantWithoutPassword("one@example.org", "m.example.org");
    keys =
        IntStream.range(0, STREAMS)
            .boxed()
            .flatMap(i ->
                List.of(
                        MeterDetail.FLV,
                        MeterDetail.LL_HLS,
                        MeterDetail.PICTURE,
                        MeterDetail.PUSH_BYTES,
                        MeterDetail.PUSH_TIME,
                        MeterDetail.H264_HD)
                    .stream()
                    .map(detail -> key("stream" + i, detail)))
            .toList();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private MeterKey key(String stream, MeterDetail detail) {
    return new MeterKey(
        tenant,
        new MeteredStream(
            new DomainName("m.example.org"),
            new AppName("live"),
            new StreamName(stream),
            Optional.empty()),
        detail);
  }

  @Test
  void theCollectorKeepsUpAtTwentyTimesRealTime() {
    MeterCollector collector = new MeterCollector(line, house.database(), time);
    int seals = (int) COUNTED.dividedBy(CountingNode.SEAL);
    long began = System.nanoTime();
    for (int i = 1; i <= seals; i++) {
      line.send(boot, seal(i));
      time.advance(CountingNode.SEAL);
      collector.collect();
      collector.enter();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    time.advance(Bucket.LENGTH.plus(Bucket.GRACE));
    collector.collect();
    collector.enter();

    assertThat(Ledgers.column(house, "SELECT sum(quantity) FROM usage_ledger"))
        .containsExactly(Long.toString(BYTES_PER_SEAL * seals * keys.size()));
    assertThat(new LedgerVerifier(house.database(), time).verify().flaws()).isEmpty();
    assertThat(took).isLessThan(COUNTED.dividedBy(TIMES_REAL_TIME));
    assertThat(rowBytes()).isBetween(100L, MOST_BYTES_OF_A_ROW);
  }

  @Test
  void aPageOfNinetyDaysIsThereAtOnce() {
    seal(1).forEach(batch -> line.send(boot, List.of(batch)));
    new MeterCollector(line, house.database(), time).collect();
    house.sql(
        """
        INSERT INTO usage_day SELECT tenant_id, id, day, 1000000 + id
        FROM usage_series, generate_series(0, %d) AS age,
          LATERAL (SELECT '2026-11-22'::date - age AS day);
        ANALYZE usage_day; ANALYZE usage_series
        """
            .formatted(DAYS - 1));
    Usage usage = new Usage(house.database());
    LocalDate today = time.now().atOffset(ZoneOffset.UTC).toLocalDate();
    UsageQuery days =
        new UsageQuery(
            Meter.EGRESS_BYTES,
            today.minusDays(DAYS - 1L),
            today,
            UsageStep.DAY,
            UsageCut.NOTHING,
            UsageQuery.Of.ALL);
    usage.overview(Actor.commandLine(tenant), days);
    long began = System.nanoTime();
    Usage.Overview page = usage.overview(Actor.commandLine(tenant), days);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf("a page of %d days: %d ms%n", DAYS, took.toMillis());
    assertThat(page.times()).hasSize(DAYS);
    assertThat(page.streams()).hasSize(STREAMS);
    assertThat(page.details()).hasSize(3);
    assertThat(took).isLessThan(PAGE);
  }

  /** What a row of the ledger takes, with its place in the index. */
  private long rowBytes() {
    return Long.parseLong(
        Ledgers.column(
                house,
                """
                SELECT sum(pg_total_relation_size(inhrelid))::bigint
                  / (SELECT count(*) FROM usage_ledger)
                FROM pg_inherits WHERE inhparent = 'usage_ledger'::regclass
                """)
            .getFirst());
  }

  /** What a node sends after ten seconds in which every counter moved. */
  private List<MeterBatch> seal(int seals) {
    Instant from = time.now();
    List<MeterBatch> batches = new ArrayList<>();
    for (int i = 0; i < keys.size(); i += MeterBatch.MAX_READINGS) {
      List<MeterReading> readings =
          keys.subList(i, Math.min(keys.size(), i + MeterBatch.MAX_READINGS)).stream()
              .map(key -> new MeterReading(key, BYTES_PER_SEAL * seals, false))
              .toList();
      batches.add(
          new MeterBatch(boot, ++sequence, from, from.plus(CountingNode.SEAL), false, readings));
    }
    return batches;
  }
}
