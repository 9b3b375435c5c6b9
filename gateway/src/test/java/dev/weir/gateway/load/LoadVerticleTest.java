package dev.weir.gateway.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.NodeId;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metering.MemoryMeters;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real event loop that is kept from its work is noticed, and forgiven by itself. */
@Timeout(60)
class LoadVerticleTest {

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final TimeSource time = TimeSource.system();
  private final Admission admission =
      new Admission(
          new LoadLimits(0, 0, Duration.ofMillis(40)),
          new ViewerCensus(new NodeId("edge-1"), time),
          new Egress(new MemoryMeters()),
          time);

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void aBusyLoopRefusesNewcomersUntilItHasCaughtUp() throws Exception {
    vertx.deployVerticle(new LoadVerticle(admission, time)).await(10, TimeUnit.SECONDS);
    AtomicBoolean busy = new AtomicBoolean(true);
    vertx.setTimer(1, _ -> toil(busy));
    Await.until(() -> admission.full().isPresent(), "the loop is late");
    assertThat(admission.full()).contains(LoadCause.LATENESS);

    busy.set(false);
    Await.until(() -> admission.full().isEmpty(), "it has caught up");
  }

  /** A quarter of a second of work, again and again. */
  private void toil(AtomicBoolean busy) {
    long until = time.nanos() + Duration.ofMillis(250).toNanos();
    while (busy.get() && time.nanos() < until) {
      Thread.onSpinWait();
    }
    if (busy.get()) {
      vertx.setTimer(1, _ -> toil(busy));
    }
  }
}
