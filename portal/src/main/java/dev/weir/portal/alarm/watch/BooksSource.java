package dev.weir.portal.alarm.watch;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.alarm.rule.AlarmKind;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.alarm.rule.RuleId;
import dev.weir.portal.callback.event.Subject;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the portal's own books say: when certificates end, and how much of budgets is used. One
 * caller at a time, on a virtual thread.
 */
final class BooksSource implements AlarmSource {

  /** What ends later is no alarm of anybody. */
  private static final Duration AHEAD = Duration.ofDays(100);

  /** A domain that takes viewers by HTTPS alone and has no certificate has one that ended. */
  private static final String CERTIFICATES =
      """
      SELECT d.tenant_id, d.name, c.not_after
      FROM domain d
      LEFT JOIN domain_certificate c ON c.tenant_id = d.tenant_id AND c.domain_id = d.id
      LEFT JOIN domain_play p ON p.tenant_id = d.tenant_id AND p.domain_id = d.id
      WHERE d.state = 'ONLINE' AND d.tenant_id = ANY ($1)
        AND (c.not_after < $2 OR (c.not_after IS NULL AND p.force_https))
      """;

  /** Percents are noted when they are warned of, once an hour. */
  private static final String BUDGETS =
      """
      SELECT tenant_id, warned_percent FROM billing_budget
      WHERE warned_month = $2 AND tenant_id = ANY ($1)
      """;

  private static final double MISSING = -1;

  private final Database database;

  BooksSource(Database database) {
    this.database = database;
  }

  @Override
  public Set<AlarmKind> kinds() {
    return EnumSet.of(AlarmKind.CERTIFICATE, AlarmKind.BUDGET);
  }

  @Override
  public Map<RuleId, List<Sighting>> look(List<AlarmRule> rules, Instant now) {
    Map<TenantId, List<Sighting>> certificates = certificates(tenants(rules), now);
    Map<TenantId, List<Sighting>> budgets = budgets(tenants(rules), now);
    Map<RuleId, List<Sighting>> seen = new HashMap<>();
    for (AlarmRule rule : rules) {
      boolean domains = rule.settings().kind() == AlarmKind.CERTIFICATE;
      List<Sighting> all =
          (domains ? certificates : budgets).getOrDefault(rule.tenant(), List.of());
      seen.put(
          rule.id(), all.stream().filter(one -> !domains || covers(rule, one.subject())).toList());
    }
    return seen;
  }

  private static boolean covers(AlarmRule rule, Subject subject) {
    return rule.settings().scope().covers(new DomainName(subject.domain()));
  }

  private static UUID[] tenants(List<AlarmRule> rules) {
    return rules.stream().map(rule -> rule.tenant().value()).distinct().toArray(UUID[]::new);
  }

  private Map<TenantId, List<Sighting>> certificates(UUID[] tenants, Instant now) {
    Tuple values =
        Tuple.tuple()
            .addArrayOfUUID(tenants)
            .addOffsetDateTime(now.plus(AHEAD).atOffset(ZoneOffset.UTC));
    return database.inPlatform(connection -> {
      Map<TenantId, List<Sighting>> found = new HashMap<>();
      for (Row row : connection.preparedQuery(CERTIFICATES).execute(values).await()) {
        Subject subject = Subject.of(new DomainName(row.getString("name")));
        enter(found, row, new Sighting(subject, daysLeft(row, now)));
      }
      return found;
    });
  }

  private static double daysLeft(Row row, Instant now) {
    if (row.getOffsetDateTime("not_after") == null) {
      return MISSING;
    }
    Duration left = Duration.between(now, row.getOffsetDateTime("not_after").toInstant());
    return (double) Math.floorDiv(left.toSeconds(), Duration.ofDays(1).toSeconds());
  }

  private Map<TenantId, List<Sighting>> budgets(UUID[] tenants, Instant now) {
    Tuple values =
        Tuple.tuple()
            .addArrayOfUUID(tenants)
            .addLocalDate(now.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1));
    return database.inPlatform(connection -> {
      Map<TenantId, List<Sighting>> found = new HashMap<>();
      for (Row row : connection.preparedQuery(BUDGETS).execute(values).await()) {
        enter(found, row, new Sighting(Subject.ofTenant(), row.getInteger("warned_percent")));
      }
      return found;
    });
  }

  private static void enter(Map<TenantId, List<Sighting>> found, Row row, Sighting sighting) {
    found
        .computeIfAbsent(new TenantId(row.getUUID("tenant_id")), _ -> new ArrayList<>())
        .add(sighting);
  }
}
