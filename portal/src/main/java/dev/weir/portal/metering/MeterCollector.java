package dev.weir.portal.metering;

import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metering.MeterInlet;
import dev.weir.runtime.postgres.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what nodes have counted into the ledger. Failures are logged and not thrown: what was not
 * taken is not acknowledged, and comes again. One caller at a time, on a virtual thread.
 */
public final class MeterCollector {

  /** How long a batch that is missing is waited for; a node sends it again within a minute. */
  static final Duration PATIENCE = Duration.ofMinutes(15);

  /** Times that a boot is asked before the others' turn. */
  static final int ASKED_AT_ONCE = 100;

  private static final Logger LOG = LoggerFactory.getLogger(MeterCollector.class);

  private final MeterInlet inlet;
  private final IntakeStore intake;
  private final Ledger ledger;
  private final StoredBytes stored;
  private final Turn turn;
  private final TimeSource time;

  private final Map<MeterBoot, Long> gapSinceNanos = new HashMap<>();
  private boolean upToDate;

  /** Collects from this inlet into this database. */
  public MeterCollector(MeterInlet inlet, Database database, TimeSource time) {
    this.inlet = inlet;
    this.intake = new IntakeStore(database);
    this.ledger = new Ledger(database);
    this.stored = new StoredBytes(database);
    this.turn = new Turn(database);
    this.time = time;
  }

  /** Takes all that has arrived. */
  public void collect() {
    upToDate = false;
    try {
      if (turn.take(time.now())) {
        Set<MeterBoot> boots = inlet.boots().await();
        gapSinceNanos.keySet().retainAll(boots);
        boolean all = true;
        for (MeterBoot boot : boots) {
          all &= collect(boot);
        }
        upToDate = all;
      }
    } catch (Exception away) {
      LOG.debug("event=metering.not-collected", away);
    }
  }

  /**
   * Enters the buckets that are over, and counts what is stored. Waits while batches wait: what is
   * on its way is not late.
   */
  public void enter() {
    if (!upToDate) {
      return;
    }
    try {
      while (stored.sample(time.now())) {
        LOG.debug("event=metering.storage-sampled");
      }
      int entered = ledger.enter(time.now());
      while (entered == Ledger.ENTERED_AT_ONCE) {
        entered = ledger.enter(time.now());
      }
    } catch (Exception away) {
      LOG.warn("event=metering.not-entered cause=\"{}\"", away.toString());
    }
  }

  /** Forgets what is too old. */
  public void forget() {
    try {
      ledger.forget(time.now());
    } catch (Exception away) {
      LOG.warn("event=metering.not-forgotten cause=\"{}\"", away.toString());
    }
  }

  /** Takes what one boot has told; whether nothing of it is left. What fails holds up no other. */
  private boolean collect(MeterBoot boot) {
    try {
      long taken = intake.taken(boot);
      for (int i = 0; i < ASKED_AT_ONCE; i++) {
        List<MeterBatch> told = inlet.next(boot, taken).await();
        long before = taken;
        taken = take(boot, taken, told);
        if (taken == before) {
          return true;
        }
      }
      return false;
    } catch (Exception failed) {
      LOG.warn("event=metering.batch-not-taken boot={} cause=\"{}\"", boot, failed.toString());
      return true;
    }
  }

  /** Takes what follows; up to which batch. */
  private long take(MeterBoot boot, long after, List<MeterBatch> told) {
    List<MeterBatch> news = told.stream().filter(one -> one.sequence() > after).toList();
    if (news.isEmpty() || waits(boot, after, news.getFirst())) {
      return after;
    }
    Instant now = time.now();
    Instant bucket = Bucket.of(news.getFirst().from(), now);
    int length = 1;
    while (length < news.size() && follows(news.get(length - 1), news.get(length), bucket, now)) {
      length++;
    }
    Fold fold = Fold.of(news.subList(0, length));
    if (!Bucket.believed(fold.last().from(), now)) {
      LOG.warn("event=metering.clock-wrong boot={} from={}", boot, fold.last().from());
    }
    return intake.take(boot, after, fold, bucket, now) ? fold.last().sequence() : after;
  }

  private static boolean follows(MeterBatch one, MeterBatch next, Instant bucket, Instant now) {
    return next.sequence() == one.sequence() + 1 && Bucket.of(next.from(), now).equals(bucket);
  }

  /** Whether batches before this one are missing, and may still come. */
  private boolean waits(MeterBoot boot, long after, MeterBatch next) {
    if (next.sequence() == after + 1) {
      gapSinceNanos.remove(boot);
      return false;
    }
    long now = time.nanos();
    long since = gapSinceNanos.computeIfAbsent(boot, _ -> now);
    if (now - since < PATIENCE.toNanos()) {
      return true;
    }
    gapSinceNanos.remove(boot);
    LOG.error(
        "event=metering.batches-missing boot={} first={} last={}",
        boot,
        after + 1,
        next.sequence() - 1);
    return false;
  }
}
