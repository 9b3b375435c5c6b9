package dev.weir.transcoder.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.event.RenditionEvent;
import dev.weir.contract.health.HealthReport;
import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.LadderReport.RungReport;
import dev.weir.contract.live.LadderReport.RungState;
import dev.weir.contract.live.StreamReport;
import dev.weir.contract.live.ViewerReport;
import dev.weir.contract.policy.TenantQuota;
import dev.weir.media.flv.FlvTag;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.lifecycle.MemoryEvents;
import dev.weir.runtime.live.LiveReporter;
import dev.weir.transcoder.supervise.Studio.Push;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tenant that may have one picture encoded pushes a stream whose ladder has two. */
@Timeout(60)
class LadderReporterTest {

  @TempDir private Path folder;

  private final Portal portal = new Portal();
  private final MemoryEvents events = new MemoryEvents();

  @Test
  void itIsToldHowALadderIsMadeAndWhatTheQuotaLeavesOut() throws Exception {
    List<FlvTag> film = Studio.film(folder, 40);
    try (Studio studio = new Studio(folder.resolve("private"));
        LadderReporter _ =
            LadderReporter.open(
                studio.transcoder,
                portal,
                _ -> Future.succeededFuture(Map.of()),
                events,
                TimeSource.system())) {
      studio.within(new TenantQuota(9, 9, 9, 1));
      Push push = studio.push("demo", film, UnaryOperator.identity());

      LadderReport report = portal.await(LadderReporterTest::worksForAWhile).getFirst();
      assertThat(report.source()).isEqualTo(Studio.address("demo"));
      assertThat(report.state()).isEqualTo(LadderReport.State.RUNNING);
      assertThat(report.encodings()).isEqualTo(1);
      assertThat(report.deaths()).isZero();
      assertThat(report.lastExit()).isEmpty();
      assertThat(report.work().orElseThrow().residentBytes()).isPositive();
      assertThat(report.rungs()).hasSize(2);
      assertThat(report.rungs().getFirst())
          .isEqualTo(new RungReport(Studio.SMALL, RungState.QUOTA, 0, 0, 0, 0));
      RungReport tiny = report.rungs().getLast();
      assertThat(tiny.state()).isEqualTo(RungState.ENCODED);
      assertThat(tiny.width() + "x" + tiny.height()).isEqualTo("160x90");
      assertThat(tiny.bitsPerSecond()).isPositive();

      Set<String> told =
          events.next().result().stream()
              .map(one -> (RenditionEvent) one.event())
              .map(event -> event.rendition() + " " + event.cause())
              .collect(Collectors.toSet());
      assertThat(told).containsExactlyInAnyOrder("demo_small QUOTA", "demo_tiny ");

      push.end();
      assertThat(portal.await(List::isEmpty)).isEmpty();
    }
  }

  private static boolean worksForAWhile(List<LadderReport> reports) {
    return !reports.isEmpty()
        && reports
            .getFirst()
            .work()
            .filter(work -> work.processors() > 0 && work.speed() > 0)
            .isPresent()
        && reports.getFirst().rungs().getLast().framesPerSecond() > 0;
  }

  /** Hears reports. */
  private static final class Portal implements LiveReporter {

    private final BlockingQueue<List<LadderReport>> heard = new LinkedBlockingQueue<>();

    @Override
    public Future<Void> reportStreams(Collection<StreamReport> streams) {
      return Future.failedFuture("not of this");
    }

    @Override
    public Future<Void> reportLadders(Collection<LadderReport> ladders) {
      heard.add(List.copyOf(ladders));
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> reportHealth(Collection<HealthReport> streams) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> reportViewers(Collection<ViewerReport> viewers) {
      return Future.failedFuture("not of this");
    }

    List<LadderReport> await(Predicate<List<LadderReport>> wanted) throws InterruptedException {
      while (true) {
        List<LadderReport> next = heard.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("a report").isNotNull();
        if (wanted.test(next)) {
          return next;
        }
      }
    }
  }
}
