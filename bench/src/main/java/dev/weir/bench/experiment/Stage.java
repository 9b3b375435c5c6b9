package dev.weir.bench.experiment;

import dev.weir.bench.machine.Meter;
import dev.weir.bench.machine.Pause;
import dev.weir.bench.machine.Usage;
import dev.weir.bench.publish.Publishing;
import dev.weir.bench.publish.TagSink;
import dev.weir.bench.server.Contender;
import dev.weir.bench.server.Protocol;
import dev.weir.bench.server.ServerUnderTest;
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
  private static final Duration FIRST_PICTURES = Duration.ofSeconds(3);
  private static final Duration SETTLING_LIMIT = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(200);

  private final TimeSource time = TimeSource.system();
  private final Contender contender;
  private final ServerUnderTest server;
  private final Publishing publishing;
  private final SwarmProcess swarm;

  private int viewers;

  private Stage(
      Contender contender, ServerUnderTest server, Publishing publishing, SwarmProcess swarm) {
    this.contender = contender;
    this.server = server;
    this.publishing = publishing;
    this.swarm = swarm;
  }

  /** Starts a server and its publishers, and lets them send for some seconds. */
  static Stage open(Contender contender, Recording recording, int publishers) {
    ServerUnderTest server = contender.start();
    try {
      List<TagSink> sinks = new ArrayList<>();
      for (int number = 0; number < publishers; number++) {
        sinks.add(server.publisher(number));
      }
      Publishing publishing = Publishing.start(recording, sinks, TimeSource.system());
      SwarmProcess swarm = SwarmProcess.start(CONNECTS_PER_SECOND);
      Pause.of(FIRST_PICTURES);
      return new Stage(contender, server, publishing, swarm);
    } catch (RuntimeException failed) {
      server.close();
      throw failed;
    }
  }

  /** More viewers come; returns when all of them have something to show, or after a minute. */
  void crowd(Protocol protocol, int count) {
    swarm.watch(protocol, server.url(protocol), count);
    viewers += count;
    long deadline = time.nanos() + SETTLING_LIMIT.toNanos();
    while (swarm.settled() < viewers && time.nanos() < deadline) {
      Pause.of(STEP);
    }
  }

  /** One window of measurement. */
  Outcome measure(Duration window) throws IOException {
    long lateBefore = publishing.lateTags();
    swarm.begin();
    Meter meter = Meter.start(time, server.pid());
    Pause.of(window);
    Usage usage = meter.stop();
    SwarmReport report = swarm.end();
    publishing.check();
    return new Outcome(
        contender.name(),
        contender.window(),
        viewers,
        usage,
        report,
        Meter.residentBytes(server.pid()),
        publishing.lateTags() - lateBefore);
  }

  @Override
  public void close() {
    swarm.close();
    publishing.close();
    server.close();
  }
}
