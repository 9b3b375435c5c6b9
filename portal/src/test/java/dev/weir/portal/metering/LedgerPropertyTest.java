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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two nodes count at random, and everything goes wrong that may: batches come twice, late or not at
 * all, Redis forgets, nodes are killed and start again, collectors end in the middle of their work
 * and others go on. Whatever happened, the ledger has what was counted, where it belongs.
 */
@Timeout(120)
class LedgerPropertyTest {

  private static final int STEPS = 150;

  private final MemoryMeterLine line = new MemoryMeterLine();
  private final Map<Instant, Long> counted = new HashMap<>();
  private final List<CountingNode> nodes = new ArrayList<>();
  private final List<CountingNode> over = new ArrayList<>();

  private PortalHouse house;
  private ManualTimeSource time;
  private TenantId one;
  private TenantId other;
  private MeterCollector collector;
  private Random random = new Random();
  private int boots;

  @BeforeEach
  void twoTenants() {
    house = PortalHouse.shut();
    one = house.tenantWithoutPassword("one@example.org", "m.example.org");
    other = house.tenantWithoutPassword("other@example.org", "o.example.org");
    time = ManualTimeSource.at(PortalHouse.START);
    collector = new MeterCollector(line, house.database(), time);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {20261123, 7, 42})
  void whateverHappensTheLedgerHasWhatWasCounted(long seed) {
    random = new Random(seed);
    nodes.add(start("gateway-1"));
    nodes.add(start("ingest-1"));
    for (int step = 0; step < STEPS; step++) {
      work(nodes.get(random.nextInt(nodes.size())));
      trouble();
    }
    bringHome();

    assertThat(Ledgers.byBucket(house)).as("seed %d", seed).isEqualTo(counted);
    LedgerVerifier verifier = new LedgerVerifier(house.database(), time);
    assertThat(verifier.verify().flaws()).extracting(Flaw::words).isEmpty();
  }

  private CountingNode start(String name) {
    return new CountingNode(name, "boot" + ++boots);
  }

  /** Counts for a while, then seals. */
  private void work(CountingNode node) {
    List<MeterKey> keys =
        List.of(
            CountingNode.key(one, "a", MeterDetail.FLV),
            CountingNode.key(one, "b", MeterDetail.LL_HLS),
            CountingNode.key(one, "b", MeterDetail.LL_HLS).coarse(),
            CountingNode.key(other, "a", MeterDetail.PUSH_TIME));
    List<MeterKey> ended = new ArrayList<>();
    for (MeterKey key : keys) {
      if (random.nextInt(3) > 0) {
        node.count(key, random.nextLong(1_000_000_000));
        if (random.nextInt(10) == 0) {
          ended.add(key);
        }
      }
    }
    Instant from = time.now();
    time.advance(CountingNode.SEAL.multipliedBy(1 + random.nextInt(6)));
    node.seal(from, ended, false);
  }

  private void trouble() {
    switch (random.nextInt(9)) {
      case 0 -> line.flush();
      case 1 -> restart(random.nextInt(nodes.size()));
      case 2 -> {
        interrupted().collect();
        collector = new MeterCollector(line, house.database(), time);
      }
      case 3 -> time.advance(Duration.ofMinutes(random.nextInt(20)));
      default -> {
        nodes.forEach(this::ship);
        collector.collect();
        collector.enter();
      }
    }
  }

  /** Sends some of what is not acknowledged, some of it again, or nothing. */
  private void ship(CountingNode node) {
    List<MeterBatch> open = node.unacknowledged();
    int sent = open.isEmpty() ? 0 : random.nextInt(open.size() + 1);
    node.acknowledged(line.send(node.boot(), open.subList(0, sent)).result());
  }

  /** Kill -9: the next start closes the old boot with what its counters stood at. */
  private void restart(int which) {
    CountingNode killed = nodes.get(which);
    killed.count(CountingNode.key(other, "c", MeterDetail.RTMP), 1 + random.nextInt(1_000));
    killed.seal(time.now(), List.of(), true);
    nodes.set(which, start(killed.boot().node().value()));
    over.add(killed);
  }

  /** A collector that is gone after its first transaction, or its first answer. */
  private MeterCollector interrupted() {
    MeterInlet dying =
        new MeterInlet() {
          private int asked;

          @Override
          public Future<Set<MeterBoot>> boots() {
            return line.boots();
          }

          @Override
          public Future<List<MeterBatch>> next(MeterBoot boot, long kept) {
            return ++asked > 2 ? Future.failedFuture("gone") : line.next(boot, kept);
          }
        };
    return new MeterCollector(dying, house.database(), time);
  }

  private void bringHome() {
    over.addAll(nodes);
    for (CountingNode node : over) {
      node.countedByBucket().forEach((bucket, much) -> counted.merge(bucket, much, Long::sum));
      line.send(node.boot(), node.unacknowledged());
    }
    time.advance(Turn.LENGTH);
    collector.collect();
    time.advance(Bucket.LENGTH.plus(Bucket.GRACE));
    collector.enter();
  }
}
