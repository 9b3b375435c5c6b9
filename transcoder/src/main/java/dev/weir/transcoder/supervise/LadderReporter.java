package dev.weir.transcoder.supervise;

import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.LadderReport.Work;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.lifecycle.EventTeller;
import dev.weir.runtime.live.LiveReporter;
import dev.weir.runtime.usage.TranscodeExchange;
import dev.weir.transcoder.process.ChildUse;
import dev.weir.transcoder.process.TagChild;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every two seconds how this node's ladders are made, and what they cost: to the control
 * plane, to whoever measures, and to other transcoders, how many pictures are encoded for whom. On
 * a virtual thread of its own, which may wait.
 */
public final class LadderReporter implements AutoCloseable {

  /** Between two reports. */
  public static final Duration PERIOD = Duration.ofSeconds(2);

  private static final double NANOS_PER_SECOND = 1e9;
  private static final Logger LOG = LoggerFactory.getLogger(LadderReporter.class);

  private final Transcoder transcoder;
  private final LiveReporter live;
  private final TranscodeExchange exchange;
  private final EventTeller events;
  private final TimeSource time;
  private final RenditionWatch renditions = new RenditionWatch();
  private final CountDownLatch closed = new CountDownLatch(1);

  private Map<TagChild, Seen> seen = new HashMap<>();
  private boolean silent = true;

  /** What a process had used at a moment. */
  private record Seen(ChildUse use, long nanos) {

    double processorsSince(Seen before) {
      double wallSeconds = (nanos - before.nanos) / NANOS_PER_SECOND;
      Duration spent = use.processorTime().minus(before.use.processorTime());
      return wallSeconds > 0 ? spent.toNanos() / NANOS_PER_SECOND / wallSeconds : 0;
    }
  }

  private LadderReporter(
      Transcoder transcoder,
      LiveReporter live,
      TranscodeExchange exchange,
      EventTeller events,
      TimeSource time) {
    this.transcoder = transcoder;
    this.live = live;
    this.exchange = exchange;
    this.events = events;
    this.time = time;
  }

  /** Begins to tell. */
  public static LadderReporter open(
      Transcoder transcoder,
      LiveReporter live,
      TranscodeExchange exchange,
      EventTeller events,
      TimeSource time) {
    LadderReporter reporter = new LadderReporter(transcoder, live, exchange, events, time);
    Thread.ofVirtual().name("ladder-reporter").start(reporter::run);
    return reporter;
  }

  private void run() {
    try {
      while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
        List<LadderReport> reports = reports();
        tell(reports);
        renditions.look(reports, time.now()).forEach(events::tell);
        share();
      }
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everything that is known now; to be asked by one thread. */
  List<LadderReport> reports() {
    Map<TagChild, Seen> now = new HashMap<>();
    List<LadderReport> reports = new ArrayList<>();
    for (LadderSight sight : transcoder.look()) {
      Optional<Work> work = sight.run().map(output -> work(output, now));
      LadderReport known = sight.report();
      reports.add(
          new LadderReport(
              known.source(),
              known.state(),
              known.encodings(),
              work,
              known.deaths(),
              known.lastExit(),
              known.rungs()));
    }
    seen = now;
    transcoder.measured(reports);
    return reports;
  }

  private Work work(LadderSight.Output output, Map<TagChild, Seen> now) {
    TagChild child = output.child();
    Optional<Seen> current = child.use().map(use -> new Seen(use, time.nanos()));
    current.ifPresent(use -> now.put(child, use));
    Seen before = seen.get(child);
    return new Work(
        output.speed(),
        output.latenessMs(),
        before == null ? 0 : current.map(use -> use.processorsSince(before)).orElse(0.0),
        current.map(use -> use.use().residentBytes()).orElse(0L));
  }

  /** Of nothing it is told once. */
  private void tell(List<LadderReport> reports) {
    if (!reports.isEmpty() || !silent) {
      live.reportLadders(reports)
          .onFailure(away -> LOG.debug("event=transcoder.report.failed", away));
    }
    silent = reports.isEmpty();
  }

  private void share() {
    exchange
        .exchange(transcoder.shares())
        .onSuccess(transcoder::heard)
        .onFailure(away -> LOG.debug("event=transcoder.exchange.failed", away));
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
