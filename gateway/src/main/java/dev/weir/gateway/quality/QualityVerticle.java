package dev.weir.gateway.quality;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.quality.QualityReport;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.runtime.quality.QualityOutlet;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what players told three times a minute, at whole thirds of it, and sends it on. While Redis
 * is away reports wait, the oldest of too many are lost; those of a process that dies are lost,
 * too. Runs on one event loop.
 */
public final class QualityVerticle extends VerticleBase {

  /** From one seal to the next. */
  public static final Duration SEAL = Duration.ofSeconds(20);

  /** Reports that wait for Redis. */
  public static final int MAX_WAITING = 500;

  private static final int AT_ONCE = 20;
  private static final int CLOSE_MS = 2_000;
  private static final Logger LOG = LoggerFactory.getLogger(QualityVerticle.class);

  private final QualityBook book;
  private final QualityOutlet outlet;
  private final NodeId node;
  private final BootId boot;
  private final TimeSource time;

  private final Deque<QualityReport> waiting = new ArrayDeque<>();
  private final LongAdder lost = new LongAdder();
  private Instant minute = Instant.EPOCH;
  private long sequence;
  private long timer;
  private boolean sending;

  /** Sends what this book has as this start of this node. */
  public QualityVerticle(
      QualityBook book, QualityOutlet outlet, NodeId node, BootId boot, TimeSource time) {
    this.book = book;
    this.outlet = outlet;
    this.node = node;
    this.boot = boot;
    this.time = time;
  }

  /** Shows what was lost. */
  public void show(Metrics metrics) {
    metrics.counter(QualityMetric.LOST, lost);
  }

  @Override
  public Future<?> start() {
    minute = time.now().truncatedTo(ChronoUnit.MINUTES);
    plan();
    return Future.succeededFuture();
  }

  /** Tells what is left, if that works at once. */
  @Override
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    seal();
    List<QualityReport> left = List.copyOf(waiting);
    return outlet.send(left).timeout(CLOSE_MS, TimeUnit.MILLISECONDS).otherwiseEmpty();
  }

  private void plan() {
    long periodMs = SEAL.toMillis();
    long delayMs = periodMs - Math.floorMod(time.millis(), periodMs);
    timer =
        vertx.setTimer(
            delayMs,
            _ -> {
              seal();
              send();
              plan();
            });
  }

  /** What was told until now belongs to the minute in which it began. */
  private void seal() {
    List<QualityReport.Series> series = book.seal();
    for (int from = 0; from < series.size(); from += QualityReport.MAX_SERIES) {
      int to = Math.min(series.size(), from + QualityReport.MAX_SERIES);
      waiting.addLast(new QualityReport(node, boot, ++sequence, minute, series.subList(from, to)));
    }
    while (waiting.size() > MAX_WAITING) {
      waiting.removeFirst();
      lost.increment();
    }
    Instant now = time.now().truncatedTo(ChronoUnit.MINUTES);
    if (!now.equals(minute)) {
      minute = now;
      book.beginMinute();
    }
  }

  private void send() {
    if (sending || waiting.isEmpty()) {
      return;
    }
    sending = true;
    List<QualityReport> some = waiting.stream().limit(AT_ONCE).toList();
    outlet.send(some).onComplete(done -> sent(some, done.succeeded()));
  }

  /** What did not get through is sent again with the next seal. */
  private void sent(List<QualityReport> some, boolean told) {
    sending = false;
    if (told) {
      // Those that were lost meanwhile, because too many waited, are gone already.
      waiting.removeAll(some);
      send();
    } else {
      LOG.debug("event=quality.not-told reports={}", waiting.size());
    }
  }
}
