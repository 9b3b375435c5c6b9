package dev.weir.portal.alarm.watch;

import dev.weir.portal.alarm.rule.AlarmKind;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.alarm.rule.RuleId;
import dev.weir.portal.callback.event.Subject;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last hour of the ledger that is over, against the same hours of the weeks before. Each hour
 * is read once for a rule. One caller at a time, on a virtual thread.
 */
final class TrafficSource implements AlarmSource {

  private static final Logger LOG = LoggerFactory.getLogger(TrafficSource.class);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final String CLOSED = "SELECT closed_until FROM usage_clock";
  private static final String FIRST =
      "SELECT min(hour) AS first FROM usage_hour WHERE tenant_id = $1 AND hour >= $2";
  private static final String HOURS =
      """
      SELECT q.hour, sum(q.quantity)::double precision AS bytes
      FROM usage_hour q JOIN usage_series s ON s.tenant_id = q.tenant_id AND s.id = q.series_id
      WHERE q.tenant_id = $1 AND q.hour = ANY ($2) AND s.meter = 'EGRESS_BYTES'
        AND ($3::text = '' OR s.domain = $3)
      GROUP BY q.hour
      """;

  private final Database database;
  private final Map<RuleId, Read> reads = new HashMap<>();

  TrafficSource(Database database) {
    this.database = database;
  }

  /** What was read of an hour, for a rule that was then so. */
  private record Read(Instant hour, String domain, List<Sighting> seen) {}

  @Override
  public Set<AlarmKind> kinds() {
    return EnumSet.of(AlarmKind.TRAFFIC_UNUSUAL);
  }

  @Override
  public Map<RuleId, List<Sighting>> look(List<AlarmRule> rules, Instant now) {
    Instant closed =
        database.inPlatform(connection ->
            connection
                .query(CLOSED)
                .execute()
                .await()
                .iterator()
                .next()
                .getOffsetDateTime("closed_until")
                .toInstant());
    Instant hour = closed.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
    Map<RuleId, List<Sighting>> seen = new HashMap<>();
    if (hour.isBefore(now.minus(Duration.ofHours(3)))) {
      return seen; // Nobody has counted for long: that is no sign of little traffic.
    }
    rules.forEach(rule -> look(rule, hour).ifPresent(found -> seen.put(rule.id(), found)));
    reads.keySet().retainAll(rules.stream().map(AlarmRule::id).toList());
    return seen;
  }

  private Optional<List<Sighting>> look(AlarmRule rule, Instant hour) {
    String domain = rule.settings().scope().domain();
    Optional<Read> known =
        Optional.ofNullable(reads.get(rule.id()))
            .filter(read -> read.hour().equals(hour) && read.domain().equals(domain));
    if (known.isPresent()) {
      return Optional.of(known.get().seen());
    }
    try {
      List<Sighting> seen =
          database.inTenant(rule.tenant(), connection -> read(connection, rule, hour));
      reads.put(rule.id(), new Read(hour, domain, seen));
      return Optional.of(seen);
    } catch (Exception failed) {
      LOG.warn("event=alarm.traffic-unread rule={} cause=\"{}\"", rule.id(), failed.toString());
      return Optional.empty();
    }
  }

  private static List<Sighting> read(SqlConnection connection, AlarmRule rule, Instant hour) {
    Instant oldest = hour.minus(WEEK.multipliedBy(UsualTraffic.WEEKS));
    Tuple begin = Tuple.of(rule.tenant().value(), utc(oldest));
    OffsetDateTime first =
        connection
            .preparedQuery(FIRST)
            .execute(begin)
            .await()
            .iterator()
            .next()
            .getOffsetDateTime(0);
    if (first == null) {
      return List.of();
    }
    // What was before the first traffic there ever was is no week of nothing.
    List<Instant> weeks =
        IntStream.rangeClosed(1, UsualTraffic.WEEKS)
            .mapToObj(week -> hour.minus(WEEK.multipliedBy(week)))
            .filter(one -> !one.isBefore(first.toInstant()))
            .toList();
    if (weeks.size() < UsualTraffic.LEAST_WEEKS) {
      return List.of();
    }
    List<Instant> asked = new ArrayList<>(weeks);
    asked.add(hour);
    Map<Instant, Double> bytes = bytes(connection, rule, asked);
    List<Double> before = weeks.stream().map(one -> bytes.getOrDefault(one, 0.0)).toList();
    double distance = UsualTraffic.distance(bytes.getOrDefault(hour, 0.0), before);
    Subject subject = new Subject(rule.settings().scope().domain(), "", "");
    return List.of(new Sighting(subject, distance));
  }

  private static Map<Instant, Double> bytes(
      SqlConnection connection, AlarmRule rule, List<Instant> hours) {
    Tuple values =
        Tuple.of(rule.tenant().value())
            .addArrayOfOffsetDateTime(
                hours.stream().map(TrafficSource::utc).toArray(OffsetDateTime[]::new))
            .addString(rule.settings().scope().domain());
    Map<Instant, Double> bytes = new HashMap<>();
    for (Row row : connection.preparedQuery(HOURS).execute(values).await()) {
      bytes.put(row.getOffsetDateTime("hour").toInstant(), row.getDouble("bytes"));
    }
    return bytes;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
