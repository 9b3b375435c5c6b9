package dev.weir.portal.alarm.watch;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.alarm.log.Alarm;
import dev.weir.portal.alarm.log.AlarmNews;
import dev.weir.portal.alarm.log.AlarmRows;
import dev.weir.portal.alarm.log.Silence;
import dev.weir.portal.alarm.log.SilenceRows;
import dev.weir.portal.alarm.rule.AlarmKind;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.alarm.rule.RuleId;
import dev.weir.portal.alarm.rule.RuleRows;
import dev.weir.portal.alarm.state.Course;
import dev.weir.portal.alarm.state.Level;
import dev.weir.portal.callback.event.Subject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows for one tenant from what was measured. Rules and alarms are read anew under a lock,
 * so that whoever judges a second time finds that it is done. Once, on a virtual thread.
 */
final class Verdict {

  /** Alarms of a tenant that are not over; what is bad beyond them is looked at when one is. */
  static final int MAX_OPEN = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Verdict.class);

  private final TenantId tenant;
  private final Set<AlarmKind> kinds;
  private final Map<RuleId, List<Sighting>> seen;
  private final Instant now;
  private final List<AlarmNews.Item> items = new ArrayList<>();

  private long room;
  private List<Silence> silences = List.of();

  Verdict(TenantId tenant, Set<AlarmKind> kinds, Map<RuleId, List<Sighting>> seen, Instant now) {
    this.tenant = tenant;
    this.kinds = kinds;
    this.seen = seen;
    this.now = now;
  }

  /** Writes down what follows; gives what is to be told. */
  List<AlarmNews.Item> reach(SqlConnection connection) {
    RuleRows.lock(tenant, connection);
    room = MAX_OPEN - AlarmRows.countOpen(tenant, connection);
    silences = SilenceRows.all(tenant, connection, now);
    Map<RuleId, Map<Subject, Alarm>> open = new HashMap<>();
    AlarmRows.open(tenant, connection, kinds)
        .forEach(alarm ->
            open.computeIfAbsent(alarm.rule(), _ -> new HashMap<>()).put(alarm.subject(), alarm));
    for (AlarmRule rule : RuleRows.followed(tenant, connection, kinds)) {
      Map<Subject, Alarm> own = open.getOrDefault(rule.id(), Map.of());
      Optional<List<Sighting>> sightings = Optional.ofNullable(seen.get(rule.id()));
      sightings.ifPresentOrElse(
          measured -> judge(connection, rule, measured, own),
          () -> own.values().forEach(alarm -> tellLate(connection, rule, alarm)));
    }
    if (room < 0) {
      LOG.warn("event=alarm.too-many tenant={} most={}", tenant, MAX_OPEN);
    }
    return items;
  }

  private void judge(
      SqlConnection connection, AlarmRule rule, List<Sighting> measured, Map<Subject, Alarm> own) {
    Set<Subject> there = new HashSet<>();
    for (Sighting one : measured) {
      there.add(one.subject());
      Level level = rule.settings().bounds().of(one.value());
      Optional.ofNullable(own.get(one.subject()))
          .ifPresentOrElse(
              alarm -> next(connection, rule, alarm, level, one.value()),
              () -> begin(connection, rule, level, one));
    }
    own.forEach((subject, alarm) -> {
      if (!there.contains(subject)) {
        next(connection, rule, alarm, Level.WELL, alarm.measured());
      }
    });
  }

  private void begin(SqlConnection connection, AlarmRule rule, Level level, Sighting one) {
    Optional<Course> course =
        Course.after(Optional.empty(), level, now, rule.settings().patience());
    if (course.isEmpty() || room-- <= 0) {
      return;
    }
    boolean raised = course.get().phase() == Course.Phase.RAISED;
    Alarm alarm =
        new Alarm(
            tenant,
            UUID.randomUUID(),
            0,
            rule.id(),
            rule.settings().name(),
            rule.settings().kind(),
            one.subject(),
            course.get(),
            raised ? Optional.of(now) : Optional.empty(),
            Optional.empty(),
            one.value(),
            rule.settings().bounds().bound(),
            false,
            Optional.empty(),
            "");
    AlarmRows.insert(tenant, connection, told(rule, alarm));
  }

  private void next(
      SqlConnection connection, AlarmRule rule, Alarm alarm, Level level, double value) {
    Optional<Course> course =
        Course.after(Optional.of(alarm.course()), level, now, rule.settings().patience());
    if (course.isEmpty()) {
      AlarmRows.delete(tenant, connection, alarm.id());
      return;
    }
    // What an alarm says stays what was wrong, also when it is well again.
    double worst = level == Level.BAD ? value : alarm.measured();
    Alarm after = alarm.then(course.get(), worst, rule.settings().bounds().bound(), now);
    AlarmRows.update(tenant, connection, told(rule, after));
  }

  /** A silence may end while nobody can measure. */
  private void tellLate(SqlConnection connection, AlarmRule rule, Alarm alarm) {
    Alarm after = told(rule, alarm);
    if (after.told() && !alarm.told()) {
      AlarmRows.update(tenant, connection, after);
    }
  }

  /** Puts what is to be told among the news: a beginning once, and the end of what was told. */
  private Alarm told(AlarmRule rule, Alarm alarm) {
    return switch (alarm.course().phase()) {
      case PENDING -> alarm;
      case RAISED -> {
        boolean silent = silences.stream().anyMatch(silence -> silence.covers(alarm, now));
        if (alarm.told() || silent) {
          yield alarm;
        }
        items.add(new AlarmNews.Item(rule, alarm));
        yield alarm.asTold();
      }
      case RESOLVED -> {
        if (alarm.told()) {
          items.add(new AlarmNews.Item(rule, alarm));
        }
        yield alarm;
      }
    };
  }
}
