package dev.weir.bench.experiment;

import dev.weir.bench.machine.JavaHeap;
import dev.weir.bench.machine.Meter;
import dev.weir.bench.machine.Pause;
import dev.weir.bench.machine.Usage;
import dev.weir.bench.publish.Publishing;
import dev.weir.bench.publish.TagSink;
import dev.weir.bench.server.Contender;
import dev.weir.bench.server.Protocol;
import dev.weir.bench.server.Reading;
import dev.weir.bench.server.ServerUnderTest;
import dev.weir.bench.server.WeirServer;
import dev.weir.bench.source.Recording;
import dev.weir.bench.swarm.SwarmProcess;
import dev.weir.bench.swarm.SwarmReport;
import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One server with its publishers and its crowd, until it is closed. */
final class Stage implements AutoCloseable {

  private static final int CONNECTS_PER_SECOND = 400;
  private static final Duration FIRST_PICTURES = Duration.ofSeconds(2);
  private static final Duration SETTLING_LIMIT = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(200);

  private final TimeSource time = TimeSource.system();
  private final Contender contender;
  private final ServerUnderTest server;
  private final SwarmProcess swarm;

  private final List<Publishing> publishing = new ArrayList<>();
  private int publishers;
  private int viewers;
  private int bystanders;

  private Stage(Contender contender, ServerUnderTest server, SwarmProcess swarm) {
    this.contender = contender;
    this.server = server;
    this.swarm = swarm;
  }

  /** Starts a server and one publisher, and lets it send for some seconds. */
  static Stage open(Contender contender, Recording recording) {
    Stage stage = new Stage(contender, contender.start(), SwarmProcess.start(CONNECTS_PER_SECOND));
    try {
      stage.publish(recording, 1);
      return stage;
    } catch (RuntimeException failed) {
      stage.close();
      throw failed;
    }
  }

  /** More publishers begin; returns some seconds later. */
  void publish(Recording recording, int count) {
    List<TagSink> sinks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sinks.add(server.publisher(publishers++));
    }
    publishing.add(Publishing.start(recording, sinks, time));
    Pause.of(FIRST_PICTURES);
  }

  /** More viewers come; returns when all of them have something to show, or after a minute. */
  void crowd(Protocol protocol, int count) {
    swarm.watch(protocol, Reading.STEADY, server.url(protocol), count);
    viewers += count;
    settle();
  }

  /** Viewers come who do not read as they should, and of whom nothing is counted. */
  void bystanders(Protocol protocol, Reading reading, int count) {
    swarm.watch(protocol, reading, server.url(protocol), count);
    bystanders += count;
    settle();
  }

  /** All viewers leave. */
  void dismiss() {
    swarm.dismiss();
    viewers = 0;
    bystanders = 0;
  }

  private void settle() {
    long deadline = time.nanos() + SETTLING_LIMIT.toNanos();
    while (swarm.settled() < viewers + bystanders && time.nanos() < deadline) {
      Pause.of(STEP);
    }
  }

  private long lateTags() {
    return publishing.stream().mapToLong(Publishing::lateTags).sum();
  }

  /** Memory that the server's main process has resident now. */
  long residentBytes() {
    return Meter.residentBytes(server.pid());
  }

  /** One window of measurement. */
  Outcome measure(Duration window) throws IOException {
    long lateBefore = lateTags();
    swarm.begin();
    Meter meter = Meter.start(time, server.pid());
    Pause.of(window);
    Usage usage = meter.stop();
    SwarmReport report = swarm.end();
    for (Publishing each : publishing) {
      each.check();
    }
    return new Outcome(
        contender.name(),
        contender.window(),
        viewers,
        usage,
        report,
        residentBytes(),
        lateTags() - lateBefore);
  }

  /**
   * Bytes of the server's heap that a full collection leaves; not a number for servers without one.
   */
  double liveBytes() {
    return contender instanceof WeirServer ? JavaHeap.liveBytes(server.pid()) : Double.NaN;
  }

  @Override
  public void close() {
    swarm.close();
    publishing.forEach(Publishing::close);
    server.close();
  }
}
