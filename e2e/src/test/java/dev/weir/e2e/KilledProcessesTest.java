package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.contract.metering.Meter;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.meter.Counted;
import dev.weir.e2e.meter.CounterFiles;
import dev.weir.e2e.meter.LedgerView;
import dev.weir.e2e.meter.Load;
import dev.weir.e2e.meter.MonthEnd;
import dev.weir.e2e.server.Cluster;
import dev.weir.e2e.server.WeirProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes are killed, one after the other, twenty times, while viewers of all protocols watch:
 * Redis forgets everything meanwhile, and PostgreSQL is away for two minutes. Nothing that was
 * counted is lost, and nothing is billed twice.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class KilledProcessesTest {

  private static final int KILLS = Integer.getInteger("weir.kills", 20);
  private static final int KILLS_BEFORE_FLUSH = KILLS / 4;
  private static final int KILLS_BEFORE_OUTAGE = KILLS / 3;
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("weir.kills.outage.seconds", 120));

  private static final int KILLS_WITHIN_OUTAGE = KILLS / 3;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final long MOST_NOT_RECEIVED = 512 << 10;
  private static final String STREAM = "load";
  private static final int VIEWERS_OF_EACH_KIND = 3;
  private static final String PORTAL = "portal";

  /** What a killed gateway had just sent, a moment before it would have been counted. */
  private static final long MOST_NOT_COUNTED = 64 << 10;

  private final Instant begun = Instant.now();
  private final CounterFiles counters = new CounterFiles();
  private final List<WeirProcess> nodes = new ArrayList<>();

  private Path film;
  private Cluster cluster;
  private long outageEndsNanos;
  private int next;

  @BeforeAll
  void start(@TempDir Path folder) {
    cluster = Cluster.start(folder);
    Map<String, String> settings =
        Map.of("WEIR_METERING_INTERVAL", "5s", "WEIR_GATEWAY_LOAD_MAX_LATENESS", "0s");
    nodes.add(cluster.launch("owner", "ingest", settings));
    nodes.add(cluster.launch("left", "gateway", settings));
    nodes.add(cluster.launch("right", "gateway", settings));
    nodes.add(cluster.launch(PORTAL, PORTAL, settings));
    nodes.forEach(WeirProcess::awaitReady);
    film = Source.h264AndAac().at(1_000).draw(folder, "film", 40, "noise=alls=40:allf=t");
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  void nothingIsLostAndNothingIsBilledTwice() throws Exception {
    LedgerView ledger = new LedgerView(cluster.postgresUrl());
    try (Load load = new Load()) {
      load.push(film, cluster.quickstart(nodes.get(0)).pushUrl(STREAM));
      cluster.quickstart(nodes.get(1)).awaitLive(STREAM);
      for (int i = 0; i < VIEWERS_OF_EACH_KIND; i++) {
        load.watch(cluster.quickstart(nodes.get(1)), STREAM);
        load.watch(cluster.quickstart(nodes.get(2)), STREAM);
      }
      for (int i = 0; i < KILLS; i++) {
        happens(i);
        killTheNext();
      }
      load.end();
      Map<Counted, Long> billed = ledgerOfAllThatWasCounted(ledger);
      agreeWithViewers(load, billed);
      isWhole();
    }
  }

  /** What happens besides, before a kill. */
  private void happens(int kill) {
    if (kill == KILLS_BEFORE_FLUSH) {
      cluster.flushRedis();
      System.out.println("Redis has forgotten everything");
    }
    if (kill == KILLS_BEFORE_OUTAGE) {
      cluster.stopPostgres();
      outageEndsNanos = System.nanoTime() + OUTAGE.toNanos();
      System.out.println("PostgreSQL is away");
    }
    if (kill == KILLS_BEFORE_OUTAGE + KILLS_WITHIN_OUTAGE) {
      endOfOutage();
    }
  }

  private void endOfOutage() {
    await("the end of the outage")
        .atMost(OUTAGE.plusMinutes(1))
        .until(() -> System.nanoTime() > outageEndsNanos);
    cluster.startPostgres();
    outageEndsNanos = 0;
    System.out.println("PostgreSQL is back");
  }

  /** A portal needs its database to start, so that its turn comes afterwards. */
  private void killTheNext() {
    int victim = next % nodes.size();
    boolean isPortal = victim == nodes.size() - 1;
    next++;
    if (isPortal && outageEndsNanos != 0) {
      killTheNext();
      return;
    }
    WeirProcess node = nodes.get(victim);
    node.kill();
    counters.note(node.dataDir());
    long killedNanos = System.nanoTime();
    nodes.set(victim, cluster.again(node));
    System.out.printf(
        "killed %s, back after %d ms%n",
        node.dataDir().getFileName(), (System.nanoTime() - killedNanos) / 1_000_000);
    await("a moment").pollDelay(BETWEEN).until(() -> true);
  }

  /** The ledger once it has all that the counters of all starts stand at: exactly that. */
  private Map<Counted, Long> ledgerOfAllThatWasCounted(LedgerView ledger) {
    try {
      await("the ledger has what was counted")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> {
            nodes.forEach(node -> counters.note(node.dataDir()));
            assertThat(ledger.sums()).isEqualTo(counters.sums());
          });
    } catch (ConditionTimeoutException different) {
      nodes.forEach(node -> System.out.println(node.consoleTail()));
      throw different;
    }
    return ledger.sums();
  }

  private void agreeWithViewers(Load load, Map<Counted, Long> sums) {
    long billed =
        MeterDetail.of(Meter.EGRESS_BYTES).stream()
            .mapToLong(detail -> sums.getOrDefault(new Counted(STREAM, detail.name()), 0L))
            .sum();
    System.out.printf(
        "%d starts of processes counted; %d visits, %d of them cut: received %,d billed %,d: %+,d%n",
        counters.boots(),
        load.visits(),
        load.cuts(),
        load.received(),
        billed,
        billed - load.received());
    assertThat(billed)
        .isBetween(
            load.received() - load.cuts() * MOST_NOT_COUNTED,
            load.received() + load.cuts() * MOST_NOT_RECEIVED);
  }

  /** No batch is missing, and the ledger is what nodes told; also when all of it is entered. */
  private void isWhole() throws Exception {
    nodes.forEach(WeirProcess::close);
    try (MonthEnd end = new MonthEnd(cluster.postgresUrl(), begun)) {
      assertThat(end.enter()).isEmpty();
    }
  }
}
