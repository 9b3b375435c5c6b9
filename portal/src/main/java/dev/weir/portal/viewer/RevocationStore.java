package dev.weir.portal.viewer;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.UserMarks;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.policy.Revocations;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Revocations, within a transaction of their tenant. For virtual threads. */
final class RevocationStore {

  private static final String SELECT =
      """
      SELECT r.id, r.kind, r.subject, r.title, r.until, r.created_at, r.created_by
      FROM viewer_revocation r JOIN domain d ON d.tenant_id = r.tenant_id AND d.id = r.domain_id
      WHERE r.tenant_id = $1 AND d.name = $2 AND r.until > $3
      """;
  private static final String ALL = SELECT + "ORDER BY r.created_at DESC, r.id";
  private static final String ONE = SELECT + "AND r.id = $4";
  private static final String FORGET_OVER =
      """
      DELETE FROM viewer_revocation WHERE tenant_id = $1 AND until <= $3
        AND domain_id = (SELECT id FROM domain WHERE tenant_id = $1 AND name = $2)
      """;

  /** The domain is locked, so that two do not both take the last place. */
  private static final String COUNT =
      """
      SELECT (SELECT count(*) FROM viewer_revocation r
              WHERE r.tenant_id = d.tenant_id AND r.domain_id = d.id
                AND (r.kind = 'NETWORK') = ($3 = 'NETWORK') AND r.kind <> 'EVERYBODY'
                AND NOT (r.kind = $3 AND r.subject = $4)) AS others
      FROM domain d WHERE d.tenant_id = $1 AND d.name = $2 FOR UPDATE
      """;

  private static final String UPSERT =
      """
      INSERT INTO viewer_revocation
        (tenant_id, domain_id, id, kind, subject, title, until, created_at, created_by)
      SELECT $1, id, $5, $3, $4, $6, $7, $8, $9 FROM domain WHERE tenant_id = $1 AND name = $2
      ON CONFLICT (tenant_id, domain_id, kind, subject) DO UPDATE
      SET id = excluded.id, title = excluded.title, until = excluded.until,
        created_at = excluded.created_at, created_by = excluded.created_by
      """;
  private static final String DELETE =
      """
      DELETE FROM viewer_revocation WHERE tenant_id = $1 AND id = $3
        AND domain_id = (SELECT id FROM domain WHERE tenant_id = $1 AND name = $2)
      """;

  private final UserMarks marks;

  /** Users are kept by these marks. */
  RevocationStore(UserMarks marks) {
    this.marks = marks;
  }

  /** Those that hold at {@code now}, the newest first. */
  List<Revocation> all(
      SqlConnection connection, TenantId tenant, DomainName pushDomain, Instant now) {
    List<Revocation> found = new ArrayList<>();
    Tuple values = Tuple.of(tenant.value(), pushDomain.value(), utc(now));
    for (Row row : connection.preparedQuery(ALL).execute(values).await()) {
      found.add(read(row));
    }
    return found;
  }

  /** One of them. */
  Optional<Revocation> find(
      SqlConnection connection, TenantId tenant, DomainName pushDomain, UUID id, Instant now) {
    Tuple values = Tuple.of(tenant.value(), pushDomain.value(), utc(now), id);
    for (Row row : connection.preparedQuery(ONE).execute(values).await()) {
      return Optional.of(read(row));
    }
    return Optional.empty();
  }

  /** Whether there is room for this one more; forgets those whose time is over. */
  boolean hasRoom(
      SqlConnection connection,
      TenantId tenant,
      DomainName pushDomain,
      Subject subject,
      Instant now) {
    Tuple over = Tuple.of(tenant.value(), pushDomain.value(), utc(now));
    connection.preparedQuery(FORGET_OVER).execute(over).await();
    int limit = subject instanceof Subject.Network ? Revocations.MAX_NETWORKS : Revocations.MAX;
    Tuple key = key(tenant, pushDomain, subject);
    for (Row row : connection.preparedQuery(COUNT).execute(key).await()) {
      return row.getLong("others") < limit;
    }
    return false;
  }

  void put(
      SqlConnection connection, TenantId tenant, DomainName pushDomain, Revocation revocation) {
    Tuple values =
        key(tenant, pushDomain, revocation.subject())
            .addUUID(revocation.id())
            .addString(revocation.subject().title())
            .addOffsetDateTime(utc(revocation.until()))
            .addOffsetDateTime(utc(revocation.since()))
            .addString(revocation.by());
    connection.preparedQuery(UPSERT).execute(values).await();
  }

  void delete(SqlConnection connection, TenantId tenant, DomainName pushDomain, UUID id) {
    Tuple values = Tuple.of(tenant.value(), pushDomain.value(), id);
    connection.preparedQuery(DELETE).execute(values).await();
  }

  private Tuple key(TenantId tenant, DomainName pushDomain, Subject subject) {
    String stored =
        subject instanceof Subject.User user
            ? marks.of(pushDomain, user.name()).hex()
            : subject.title();
    return Tuple.of(
        tenant.value(), pushDomain.value(), subject.kind().toUpperCase(Locale.ROOT), stored);
  }

  private static Revocation read(Row row) {
    String subject = row.getString("subject");
    return new Revocation(
        row.getUUID("id"),
        switch (row.getString("kind")) {
          case "VIEWER" -> new Subject.Viewer(new ViewerId(subject));
          case "USER" -> new Subject.User(row.getString("title"));
          case "NETWORK" -> new Subject.Network(Cidr.parse(subject));
          default -> new Subject.Everybody();
        },
        row.getOffsetDateTime("until").toInstant(),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getString("created_by"));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
