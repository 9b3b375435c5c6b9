package dev.weir.portal.health;

import dev.weir.contract.health.HealthSecond;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.live.LiveBoard;
import dev.weir.runtime.live.LiveHealth;
import dev.weir.runtime.postgres.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each minute of what the live board heard, and forgets what is old. Whoever else runs a
 * portal keeps the same rows. What happened while no portal ran for longer than a board looks back
 * is not kept; what was wrong is, by other ways. Failures are logged and not thrown. One caller at
 * a time, on a virtual thread.
 */
public final class HealthKeeper {

  /** How long minutes are kept. */
  public static final Duration MINUTES_KEPT = Duration.ofDays(7);

  /** How long it is known what was wrong: as long as publishes are. */
  public static final Duration EPISODES_KEPT = Duration.ofDays(400);

  /** Rows forgotten at once. */
  static final int FORGOTTEN_AT_ONCE = 5_000;

  /** Reports of a minute may come so much later. */
  static final Duration SETTLED_AFTER = Duration.ofSeconds(5);

  private static final int SECONDS = 60;
  private static final Logger LOG = LoggerFactory.getLogger(HealthKeeper.class);

  private final LiveBoard board;
  private final HealthLog log;
  private final HealthMinutes minutes;
  private final TimeSource time;

  private long keptUntil = Long.MIN_VALUE;

  /** Keeps in this database what this board hears. */
  public HealthKeeper(LiveBoard board, HealthLog log, Database database, TimeSource time) {
    this.board = board;
    this.log = log;
    this.minutes = new HealthMinutes(database);
    this.time = time;
  }

  /** Keeps the minutes that are over and were not kept before. */
  public void keep() {
    try {
      long over = time.now().minus(SETTLED_AFTER).getEpochSecond() / SECONDS * SECONDS;
      if (over <= keptUntil) {
        return;
      }
      Map<TenantId, Map<StreamAddress, List<HealthMinute>>> fresh = new HashMap<>();
      for (LiveHealth health : board.health().await()) {
        StreamAddress address = health.now().address();
        List<HealthSecond> seconds =
            health.seconds().stream()
                .filter(one -> one.epochSecond() >= keptUntil && one.epochSecond() < over)
                .toList();
        fresh
            .computeIfAbsent(address.tenant(), _ -> new HashMap<>())
            .put(address, HealthMinute.of(seconds));
      }
      fresh.forEach(minutes::keep);
      keptUntil = over;
    } catch (Exception away) {
      LOG.debug("event=health.not-kept", away);
    }
  }

  /** Forgets what is too old. */
  public void forget() {
    Instant now = time.now();
    forget(() -> minutes.forget(now.minus(MINUTES_KEPT), FORGOTTEN_AT_ONCE));
    forget(() -> log.forget(now.minus(EPISODES_KEPT), FORGOTTEN_AT_ONCE));
  }

  private static void forget(IntSupplier some) {
    try {
      while (some.getAsInt() == FORGOTTEN_AT_ONCE) {
        LOG.debug("event=health.forgotten rows={}", FORGOTTEN_AT_ONCE);
      }
    } catch (Exception away) {
      LOG.debug("event=health.not-forgotten", away);
    }
  }
}
