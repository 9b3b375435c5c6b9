package dev.weir.gateway.analytics;

import dev.weir.contract.analytics.AnalyticsBatch;
import dev.weir.contract.analytics.AnalyticsLine;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.runtime.analytics.AnalyticsOutlet;
import dev.weir.runtime.analytics.Moment;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Looks at the tallies each second, tells of the last moment every five, and of each minute that is
 * over. What cannot be told waits; the oldest of too much is lost. One thread at a time.
 */
public final class AnalyticsReporter {

  /** Between two looks. */
  static final long LOOK_MS = 1_000;

  /** A process that stood still has seen nobody for longer than this. */
  static final long MAX_ELAPSED_MS = 5_000;

  /** Batches that wait for Redis: twenty minutes of the largest gateway. */
  static final int MAX_WAITING = 2_000;

  /** Batches that are sent at once. */
  static final int AT_ONCE = 20;

  private static final long MINUTE_MS = 60_000;
  private static final String SUBJECT = "analytics";

  private final Tallies tallies;
  private final AnalyticsOutlet outlet;
  private final MeterBoot boot;
  private final TimeSource time;
  private final OperatorLog log;

  private final MinuteBook book = new MinuteBook();
  private final Deque<AnalyticsBatch> waiting = new ArrayDeque<>();
  private long minute;
  private long moment;
  private long lookedNanos;
  private long sequence;
  private boolean sending;

  /** Tells of {@code tallies} by {@code outlet}. */
  public AnalyticsReporter(
      Tallies tallies, AnalyticsOutlet outlet, MeterBoot boot, TimeSource time) {
    this.tallies = tallies;
    this.outlet = outlet;
    this.boot = boot;
    this.time = time;
    this.log = new OperatorLog(AnalyticsReporter.class, time);
    this.minute = Math.floorDiv(time.millis(), MINUTE_MS);
    this.moment = momentAt(time.millis());
    this.lookedNanos = time.nanos();
  }

  /** Once a second. */
  public void look() {
    long nowNanos = time.nanos();
    long elapsedMs = Math.clamp((nowNanos - lookedNanos) / 1_000_000, 0, MAX_ELAPSED_MS);
    lookedNanos = nowNanos;
    book.look(tallies.all(), elapsedMs);
    long nowMs = time.millis();
    if (momentAt(nowMs) != moment) {
      tellMoment();
      moment = momentAt(nowMs);
    }
    long nowMinute = Math.floorDiv(nowMs, MINUTE_MS);
    if (nowMinute != minute) {
      closeMinute();
      minute = nowMinute;
    }
    send();
  }

  /** Tells what it has, also of the minute that goes on. */
  public Future<Void> close() {
    closeMinute();
    List<AnalyticsBatch> last = List.copyOf(waiting);
    return last.isEmpty() ? Future.succeededFuture() : outlet.send(last);
  }

  private void tellMoment() {
    tallies.all().forEach(book::take);
    Map<TenantId, Moment> told = book.moments(tallies.all());
    Instant at = Instant.ofEpochMilli(moment * Moment.LENGTH.toMillis());
    if (!told.isEmpty()) {
      outlet
          .add(at, told)
          .onFailure(away -> log.tell(AnalyticsEvent.NOT_TOLD, SUBJECT, "cause", away));
    }
  }

  private void closeMinute() {
    boolean forgotten = false;
    for (Tally tally : List.copyOf(tallies.all())) {
      book.take(tally);
      if (tally.quietMinutes() > Tallies.QUIET_MINUTES) {
        tallies.forget(tally);
        forgotten = true;
      }
    }
    if (forgotten) {
      tallies.forgetStreams();
    }
    Instant at = Instant.ofEpochMilli(minute * MINUTE_MS);
    List<AnalyticsLine> lines = MinuteLimits.keep(book.close());
    for (int from = 0; from < lines.size(); from += AnalyticsBatch.MAX_LINES) {
      int to = Math.min(lines.size(), from + AnalyticsBatch.MAX_LINES);
      if (waiting.size() >= MAX_WAITING) {
        waiting.removeFirst();
        log.tell(AnalyticsEvent.LOST, SUBJECT, "waiting", MAX_WAITING);
      }
      waiting.addLast(new AnalyticsBatch(boot, ++sequence, at, lines.subList(from, to)));
    }
  }

  private void send() {
    if (sending || waiting.isEmpty()) {
      return;
    }
    sending = true;
    List<AnalyticsBatch> some = new ArrayList<>(AT_ONCE);
    waiting.stream().limit(AT_ONCE).forEach(some::add);
    outlet
        .send(some)
        .onSuccess(_ -> waiting.removeAll(some))
        .onFailure(away -> log.tell(AnalyticsEvent.NOT_TOLD, SUBJECT, "cause", away))
        .onComplete(_ -> sending = false);
  }

  private static long momentAt(long millis) {
    return Math.floorDiv(millis, Moment.LENGTH.toMillis());
  }
}
