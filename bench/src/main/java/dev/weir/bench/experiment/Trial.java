package dev.weir.bench.experiment;

import dev.weir.bench.publish.Publishing;
import dev.weir.bench.publish.TagSink;
import dev.weir.bench.server.Contender;
import dev.weir.bench.server.Meter;
import dev.weir.bench.server.Pause;
import dev.weir.bench.server.ServerUnderTest;
import dev.weir.bench.server.Usage;
import dev.weir.bench.source.Recording;
import dev.weir.bench.swarm.SwarmProcess;
import dev.weir.bench.swarm.SwarmReport;
import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * One stream, one server, one crowd, one window of measurement.
 *
 * @param time the machine's clock
 * @param recording what is streamed
 * @param plan for how long
 */
record Trial(TimeSource time, Recording recording, Plan plan) {

  private static final int CONNECTS_PER_SECOND = 400;
  private static final Duration FIRST_PICTURES = Duration.ofSeconds(3);
  private static final Duration SETTLING_LIMIT = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(200);

  /** Runs it. */
  Outcome run(Contender contender, int viewers) throws IOException {
    try (ServerUnderTest server = contender.start();
        TagSink sink = server.publisher();
        Publishing publishing = Publishing.start(recording, List.of(sink), time);
        SwarmProcess swarm = SwarmProcess.start(CONNECTS_PER_SECOND)) {
      Pause.of(FIRST_PICTURES);
      swarm.watch(server.viewerUrl(), viewers);
      settle(swarm, viewers);
      Pause.of(plan.warmUp().isPositive() ? plan.warmUp() : contender.warmUp());
      long lateBefore = publishing.lateTags();
      swarm.begin();
      Meter meter = Meter.start(time, server.pid());
      Pause.of(plan.window());
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
  }

  private void settle(SwarmProcess swarm, int viewers) {
    long deadline = time.nanos() + SETTLING_LIMIT.toNanos();
    while (swarm.settled() < viewers && time.nanos() < deadline) {
      Pause.of(STEP);
    }
  }
}
