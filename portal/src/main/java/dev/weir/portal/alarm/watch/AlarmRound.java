package dev.weir.portal.alarm.watch;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.alarm.log.Alarm;
import dev.weir.portal.alarm.log.AlarmNews;
import dev.weir.portal.alarm.log.AlarmRows;
import dev.weir.portal.alarm.log.SilenceRows;
import dev.weir.portal.alarm.rule.AlarmKind;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.alarm.rule.RuleId;
import dev.weir.portal.alarm.rule.RuleRows;
import dev.weir.portal.alarm.state.Level;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.live.LiveBoard;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.usage.UsageBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at everything that rules are about. Tenants of whom nothing is bad and nothing was cost
 * no transaction; what fails for one holds up no other. One caller at a time, on a virtual thread.
 */
public final class AlarmRound {

  /** How often what changes slowly is looked at. */
  static final Duration SLOWLY = Duration.ofMinutes(1);

  /** How long it is known what was wrong: as long as publishes are. */
  public static final Duration KEPT = Duration.ofDays(400);

  /** Rows forgotten in a round. */
  static final int FORGOTTEN = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(AlarmRound.class);

  private final Database database;
  private final AlarmTurn turn;
  private final List<AlarmSource> sources;
  private final AlarmNews news;
  private final TimeSource time;

  private Instant slowAt = Instant.MIN;

  /** Rounds by these boards and this database. */
  public AlarmRound(
      Database database, LiveBoard live, UsageBoard usage, AlarmNews news, TimeSource time) {
    this.database = database;
    this.turn = new AlarmTurn(database, time);
    this.sources =
        List.of(
            new LiveSource(live, usage, new EndedStreams(database)),
            new BooksSource(database),
            new TrafficSource(database));
    this.news = news;
    this.time = time;
  }

  /** Looks, when it is this portal's turn. */
  public void round() {
    Instant now = time.now();
    if (!turn.take()) {
      return;
    }
    boolean slow = slowAt.equals(Instant.MIN) || !now.isBefore(slowAt.plus(SLOWLY));
    Set<AlarmKind> kinds = kinds(slow);
    List<AlarmRule> rules = database.inPlatform(connection -> RuleRows.followed(connection, kinds));
    Map<RuleId, List<Sighting>> seen = look(rules, kinds, now);
    for (TenantId tenant : concerned(rules, seen, kinds)) {
      try {
        Verdict verdict = new Verdict(tenant, kinds, seen, now);
        database.inPlatform(connection -> {
          List<AlarmNews.Item> items = verdict.reach(connection);
          news.tell(connection, tenant, items);
          return items;
        });
      } catch (Exception failed) {
        LOG.warn("event=alarm.unjudged tenant={} cause=\"{}\"", tenant, failed.toString());
      }
    }
    if (slow) {
      slowAt = now;
      forget(now);
    }
  }

  private static Set<AlarmKind> kinds(boolean slow) {
    Set<AlarmKind> kinds = EnumSet.allOf(AlarmKind.class);
    kinds.removeIf(kind -> !slow && kind.pace() == AlarmKind.Pace.SLOW);
    return kinds;
  }

  private Map<RuleId, List<Sighting>> look(
      List<AlarmRule> rules, Set<AlarmKind> kinds, Instant now) {
    Map<RuleId, List<Sighting>> seen = new HashMap<>();
    for (AlarmSource source : sources) {
      List<AlarmRule> own =
          rules.stream().filter(rule -> source.kinds().contains(rule.settings().kind())).toList();
      if (own.isEmpty() || source.kinds().stream().noneMatch(kinds::contains)) {
        continue;
      }
      try {
        seen.putAll(source.look(own, now));
      } catch (Exception failed) {
        LOG.warn("event=alarm.unlooked kinds={} cause=\"{}\"", source.kinds(), failed.toString());
      }
    }
    return seen;
  }

  /** Who has something that is bad, or has had. */
  private Set<TenantId> concerned(
      List<AlarmRule> rules, Map<RuleId, List<Sighting>> seen, Set<AlarmKind> kinds) {
    Set<TenantId> concerned = new LinkedHashSet<>();
    List<Alarm> open = database.inPlatform(connection -> AlarmRows.open(connection, kinds));
    open.forEach(alarm -> concerned.add(alarm.tenant()));
    for (AlarmRule rule : rules) {
      boolean bad =
          seen.getOrDefault(rule.id(), List.of()).stream()
              .anyMatch(one -> rule.settings().bounds().of(one.value()) == Level.BAD);
      if (bad) {
        concerned.add(rule.tenant());
      }
    }
    return concerned;
  }

  private void forget(Instant now) {
    database.inPlatform(connection -> {
      SilenceRows.forget(connection, now);
      return AlarmRows.forget(connection, now.minus(KEPT), FORGOTTEN);
    });
  }
}
