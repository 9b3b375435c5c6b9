package dev.weir.rtmp.listener;

import dev.weir.contract.fault.FaultCode;
import dev.weir.rtmp.session.SessionDeadlines;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.runtime.tls.ServerTls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A listener on free ports of the loopback interface. */
final class OpenDoor implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(10);

  final MemoryDesks memory = new MemoryDesks();
  final FaultCounter faults = new FaultCounter();
  final Vertx vertx = Vertx.vertx();
  final WaitingRoom waitingRoom;
  final RtmpListenerVerticle verticle;
  final String deploymentId;

  private final Builder builder;
  private final RtmpDesks desks;
  private final ServerTls tls;

  private OpenDoor(Builder builder) throws Exception {
    this.builder = builder;
    RtmpListenerConfig config = config(0, 0);
    waitingRoom = new WaitingRoom(config.maxWaitingPerAddress(), config.maxWaiting());
    desks =
        builder.roles
            ? new RtmpDesks(memory, memory)
            : new RtmpDesks(RtmpDesks.noPublishDesk(), RtmpDesks.noPlayDesk());
    tls = TestCertificates.of("localhost", "push.tenant.example");
    verticle = new RtmpListenerVerticle(shared(config));
    deploymentId = await(vertx.deployVerticle(verticle));
  }

  /** The settings of this door, at other ports. */
  RtmpListenerConfig config(int plainPort, int tlsPort) {
    return new RtmpListenerConfig(
        plainPort,
        tlsPort,
        builder.maxPerAddress,
        1000,
        Duration.ofMillis(500),
        Duration.ofSeconds(30),
        Duration.ofMillis(100),
        builder.deadlines);
  }

  /** What listeners need to lead to the same desks. */
  RtmpDoor shared(RtmpListenerConfig config) {
    return new RtmpDoor(
        "127.0.0.1", config, tls, desks, waitingRoom, TimeSource.system(), faults::count);
  }

  /** With the deadlines that Weir promises. */
  static OpenDoor standard() throws Exception {
    return new Builder().open();
  }

  static Builder with() {
    return new Builder();
  }

  int port() {
    return verticle.plainPort();
  }

  String url(String stream) {
    return "rtmp://127.0.0.1:" + port() + "/live/" + stream;
  }

  void awaitFault(FaultCode code, long total) {
    Await.until(total + " times " + code, SOON, () -> faults.total(code) >= total);
  }

  /** Waits for a future. */
  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  /** What differs from the standard. */
  static final class Builder {

    private SessionDeadlines deadlines = SessionDeadlines.STANDARD;
    private boolean roles = true;
    private int maxPerAddress = 64;

    Builder deadlines(SessionDeadlines shorter) {
      deadlines = shorter;
      return this;
    }

    Builder noRoles() {
      roles = false;
      return this;
    }

    Builder maxPerAddress(int count) {
      maxPerAddress = count;
      return this;
    }

    OpenDoor open() throws Exception {
      return new OpenDoor(this);
    }
  }
}
