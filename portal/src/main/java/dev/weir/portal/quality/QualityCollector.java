package dev.weir.portal.quality;

import dev.weir.contract.quality.QualityReport;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.quality.QualityInlet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what players told, and forgets what is old. Failures are logged and not thrown: what was
 * not kept comes again. One caller at a time, on a virtual thread; other portals may do the same.
 */
public final class QualityCollector {

  /** How long it is known which reports were taken: longer than Redis may hold one. */
  static final Duration TAKEN_KEPT = Duration.ofDays(2);

  /** How old a report may be, and how far ahead a node's clock; otherwise it counts for now. */
  static final Duration BELIEVED_BACK = Duration.ofDays(1);

  static final Duration BELIEVED_AHEAD = Duration.ofMinutes(2);

  /** Rows forgotten at once. */
  static final int FORGOTTEN_AT_ONCE = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(QualityCollector.class);

  private final QualityInlet inlet;
  private final QualityStore store;
  private final TimeSource time;

  /** Collects from this inlet into this database. */
  public QualityCollector(QualityInlet inlet, Database database, TimeSource time) {
    this.inlet = inlet;
    this.store = new QualityStore(database);
    this.time = time;
  }

  /** Keeps all that has arrived. */
  public void collect() {
    try {
      List<QualityInlet.Arrived> arrived = inlet.next().await();
      while (!arrived.isEmpty()) {
        arrived.forEach(one -> take(one.report()));
        inlet.done(arrived).await();
        arrived = inlet.next().await();
      }
    } catch (Exception away) {
      LOG.debug("event=quality.not-collected", away);
    }
  }

  private void take(QualityReport report) {
    Instant now = time.now();
    boolean believed =
        report.minute().isAfter(now.minus(BELIEVED_BACK))
            && report.minute().isBefore(now.plus(BELIEVED_AHEAD));
    Instant at = believed ? report.minute() : now.truncatedTo(ChronoUnit.MINUTES);
    if (!store.take(report, at, now)) {
      LOG.debug("event=quality.taken-before node={} seq={}", report.node(), report.sequence());
    }
  }

  /** Forgets what is too old. */
  public void forget() {
    Instant now = time.now();
    for (QualityStep step : QualityStep.values()) {
      Instant before = now.minus(step.kept());
      forget(() -> store.forget(step, before, FORGOTTEN_AT_ONCE));
      forget(() -> store.forgetOfAll(step, before, FORGOTTEN_AT_ONCE));
    }
    forget(() -> store.forgetTaken(now.minus(TAKEN_KEPT), FORGOTTEN_AT_ONCE));
  }

  private static void forget(IntSupplier some) {
    try {
      while (some.getAsInt() == FORGOTTEN_AT_ONCE) {
        LOG.debug("event=quality.forgotten rows={}", FORGOTTEN_AT_ONCE);
      }
    } catch (Exception away) {
      LOG.debug("event=quality.not-forgotten", away);
    }
  }
}
