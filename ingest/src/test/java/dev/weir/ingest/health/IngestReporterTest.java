package dev.weir.ingest.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.health.HealthReport;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.StreamReport;
import dev.weir.contract.live.ViewerReport;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.lifecycle.MemoryEvents;
import dev.weir.runtime.live.LiveReporter;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.hub.PublishTerms;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.stream.hub.StreamRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the control plane hears, and how soon. */
@Timeout(20)
class IngestReporterTest {

  private static final StreamAddress ADDRESS =
      new StreamAddress(
          new TenantId(new UUID(0, 1)),
          new DomainName("push.example.com"),
          new AppName("live"),
          new StreamName("demo"));

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final Control control = new Control();
  private final HealthWatch health =
      new HealthWatch(new MemoryEvents(), new BootId("boot-1"), TimeSource.system());
  private final IngestReporter reporter = new IngestReporter(new NodeId("node-1"), health, control);
  private final StreamRegistry streams =
      new StreamRegistry(StreamConfig.defaults(), TimeSource.system(), List.of(reporter));

  @BeforeEach
  void start() {
    reporter.start(streams, context);
  }

  @AfterEach
  void stop() throws Exception {
    reporter.stop();
    vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  private Publication publish(Duration window) {
    return streams.publish(
        new PublishTerms(ADDRESS, false, window, 1, "software", "192.0.2.1"),
        NettyLoop.of(context),
        (code, detail) -> {});
  }

  @Test
  void tellsAtOnceWhatBeginsAndEnds() throws Exception {
    control.await(List::isEmpty);
    Publication publication = publish(Duration.ZERO);
    List<StreamReport> begun = control.await(reports -> !reports.isEmpty());
    assertThat(begun.getFirst().state()).isEqualTo(StreamReport.State.LIVE);
    assertThat(begun.getFirst().node()).isEqualTo(new NodeId("node-1"));
    assertThat(begun.getFirst().encoder()).isEqualTo("software");

    publication.end();
    assertThat(control.await(List::isEmpty)).isEmpty();
  }

  @Test
  void tellsOfAnInterruption() throws Exception {
    publish(Duration.ofMinutes(1)).end();

    List<StreamReport> reports =
        control.await(
            told -> !told.isEmpty() && told.getFirst().state() == StreamReport.State.INTERRUPTED);
    assertThat(reports).hasSize(1);
  }

  @Test
  void tellsTheTracksSoonAfterTheyAreKnown() throws Exception {
    Publication publication = publish(Duration.ZERO);
    publication.publish(new AudioTag(0, HexFormat.of().parseHex("af001210")));

    List<StreamReport> reports =
        control.await(told -> !told.isEmpty() && !told.getFirst().tracks().isEmpty());
    assertThat(reports.getFirst().tracks())
        .containsExactly(new StreamReport.TrackReport("AAC", "mp4a.40.2", 0, 0, 44_100, 2));
  }

  @Test
  void goesOnWhenAReportFails() throws Exception {
    control.fails = true;
    publish(Duration.ZERO);
    control.await(reports -> !reports.isEmpty());
    control.fails = false;

    assertThat(control.await(reports -> !reports.isEmpty())).hasSize(1);
  }

  /** Hears reports. */
  private static final class Control implements LiveReporter {

    private final BlockingQueue<List<StreamReport>> heard = new LinkedBlockingQueue<>();
    volatile boolean fails;

    @Override
    public Future<Void> reportStreams(Collection<StreamReport> streams) {
      heard.add(List.copyOf(streams));
      return fails ? Future.failedFuture("no answer") : Future.succeededFuture();
    }

    @Override
    public Future<Void> reportLadders(Collection<LadderReport> ladders) {
      return Future.failedFuture("not of this");
    }

    @Override
    public Future<Void> reportHealth(Collection<HealthReport> streams) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> reportViewers(Collection<ViewerReport> viewers) {
      return Future.failedFuture("not of this");
    }

    List<StreamReport> await(Predicate<List<StreamReport>> wanted) throws InterruptedException {
      while (true) {
        List<StreamReport> next = heard.poll(5, TimeUnit.SECONDS);
        assertThat(next).as("a report within 5 s").isNotNull();
        if (wanted.test(next)) {
          return next;
        }
      }
    }
  }
}
