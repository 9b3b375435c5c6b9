package dev.weir.portal.domain.certificate;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.callback.event.CallbackEvent;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.domain.DomainId;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.mail.Mail;
import dev.weir.portal.mail.Postbox;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells owners, by mail, and the operator, in the log, that a certificate ends: {@link
 * Certificate#ANNOUNCED_DAYS} before, once each. Whichever node comes first takes the turn. For
 * virtual threads.
 */
public final class CertificateNotices {

  /** Most certificates in a round. */
  static final int ROUND = 50;

  private static final String DUE =
      """
      SELECT c.tenant_id, c.domain_id, d.name, c.version, c.not_after, c.announced_days
      FROM domain_certificate c
      JOIN domain d ON d.tenant_id = c.tenant_id AND d.id = c.domain_id
      JOIN unnest($1::integer[]) AS step(days) ON c.announced_days > step.days
        AND c.not_after <= $2::timestamptz + make_interval(days => step.days)
      WHERE d.state IN ('ONLINE', 'CONFIGURING') AND c.not_after > $2
      GROUP BY c.tenant_id, c.domain_id, d.name, c.version, c.not_after, c.announced_days
      ORDER BY c.not_after LIMIT $3
      """;
  private static final String TAKE =
      """
      UPDATE domain_certificate SET announced_days = $4
      WHERE tenant_id = $1 AND domain_id = $2 AND version = $3 AND announced_days > $4
      """;
  private static final String OWNERS =
      """
      SELECT p.email FROM membership m JOIN person p ON p.id = m.person_id
      WHERE m.tenant_id = $1 AND m.role = 'OWNER' ORDER BY p.email
      """;

  private static final Logger LOG = LoggerFactory.getLogger(CertificateNotices.class);

  private final Database database;
  private final Postbox postbox;
  private final PortalOrigin origin;
  private final TimeSource time;

  /** Notices that are posted here, with links to the portal's {@code origin}. */
  public CertificateNotices(
      Database database, Postbox postbox, PortalOrigin origin, TimeSource time) {
    this.database = database;
    this.postbox = postbox;
    this.origin = origin;
    this.time = time;
  }

  private record Due(
      TenantId tenant, DomainId domain, DomainName name, long version, Instant until) {}

  /** Tells what is due. */
  public void round() {
    Instant now = time.now();
    for (Due due : due(now)) {
      long days = Certificate.daysLeft(due.until(), now);
      List<String> owners = take(due, step(Duration.between(now, due.until())));
      if (owners.isEmpty()) {
        continue;
      }
      LOG.warn(
          "event=portal.certificate-ends tenant={} domain={} until={} days={}",
          due.tenant(),
          due.name(),
          due.until(),
          days);
      String link = origin.url() + DomainPath.of(due.name(), DomainPath.Part.CERTIFICATE);
      owners.forEach(owner ->
          postbox.post(Mail.of(owner, "certificate-ends", due.name().value(), days, link)));
    }
  }

  /** The least number of days of those that are announced which is not less than what is left. */
  static int step(Duration left) {
    return Certificate.ANNOUNCED_DAYS.reversed().stream()
        .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
        .findFirst()
        .orElseThrow();
  }

  private List<Due> due(Instant now) {
    Tuple values =
        Tuple.tuple()
            .addArrayOfInteger(Certificate.ANNOUNCED_DAYS.toArray(Integer[]::new))
            .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
            .addInteger(ROUND);
    return database.inPlatform(connection -> {
      List<Due> due = new ArrayList<>();
      for (Row row : connection.preparedQuery(DUE).execute(values).await()) {
        due.add(
            new Due(
                new TenantId(row.getUUID("tenant_id")),
                new DomainId(row.getUUID("domain_id")),
                new DomainName(row.getString("name")),
                row.getLong("version"),
                row.getOffsetDateTime("not_after").toInstant()));
      }
      return due;
    });
  }

  /** Whom to tell; nobody when another node has told them. */
  private List<String> take(Due due, int step) {
    TenantId tenant = due.tenant();
    return database.inTenant(
        tenant,
        connection -> {
          Tuple turn =
              Tuple.of(tenant.value(), due.domain().value(), due.version()).addInteger(step);
          if (connection.preparedQuery(TAKE).execute(turn).await().rowCount() == 0) {
            return List.<String>of();
          }
          CallbackEvent.Certificate ending =
              new CallbackEvent.Certificate(due.name(), time.now(), due.until(), true);
          new Outbox(time).put(connection, tenant, ending);
          return owners(connection, tenant);
        });
  }

  /** What is told of a certificate that was stored. */
  static CallbackEvent stored(DomainName domain, Instant at, Certificate certificate) {
    return new CallbackEvent.Certificate(domain, at, certificate.until(), false);
  }

  private static List<String> owners(SqlConnection connection, TenantId tenant) {
    List<String> owners = new ArrayList<>();
    for (Row row : connection.preparedQuery(OWNERS).execute(Tuple.of(tenant.value())).await()) {
      owners.add(row.getString("email"));
    }
    return owners;
  }
}
