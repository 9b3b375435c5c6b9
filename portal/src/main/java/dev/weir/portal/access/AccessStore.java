package dev.weir.portal.access;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.domain.DomainId;
import dev.weir.portal.domain.Side;
import dev.weir.portal.domain.access.AccessDocument;
import dev.weir.portal.domain.access.AccessSettings;
import dev.weir.portal.domain.settings.Revised;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The documents of access settings and their versions, within transactions of the caller. */
final class AccessStore {

  /** Most versions of one side of a domain that are kept, the present one among them. */
  static final int MAX_VERSIONS = 50;

  private static final String FIND =
      """
      SELECT access, access_revision, access_changed_by FROM {side}
      WHERE tenant_id = $1 AND domain_id = $2
      """;
  private static final String SAVE =
      """
      UPDATE {side} SET access = $3, access_revision = $4, access_changed_by = $5
      WHERE tenant_id = $1 AND domain_id = $2
      """;
  private static final String KEEP =
      """
      INSERT INTO access_version
        (tenant_id, domain_id, side, revision, access, saved_at, saved_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT DO NOTHING
      """;
  private static final String FORGET =
      """
      DELETE FROM access_version
      WHERE tenant_id = $1 AND domain_id = $2 AND side = $3 AND revision <= $4
      """;
  private static final String VERSIONS =
      """
      SELECT revision, access, saved_at, saved_by FROM access_version
      WHERE tenant_id = $1 AND domain_id = $2 AND side = $3 ORDER BY revision DESC LIMIT $4
      """;

  private static final String TOKEN_KEYS =
      "SELECT count(*) FROM token_key WHERE tenant_id = $1 AND domain_id = $2";

  /** What is settled; throws {@code WeirFault NOT_FOUND} where the domain has no such side. */
  Revised<AccessSettings> find(
      TenantId tenant, SqlConnection connection, DomainId domain, Side side) {
    for (Row row : ask(connection, of(side, FIND), key(tenant, domain))) {
      return new Revised<>(
          read(side, row), row.getLong("access_revision"), row.getString("access_changed_by"));
    }
    throw new WeirFault(FaultCode.NOT_FOUND, "no side " + side);
  }

  /**
   * Puts settings in the place of others, of which it keeps as many as {@link #MAX_VERSIONS} says.
   *
   * @param before as it is, held by the transaction
   * @param now as it will be, of the next revision
   */
  void save(
      TenantId tenant,
      SqlConnection connection,
      DomainId domain,
      Side side,
      Revised<AccessSettings> before,
      AccessVersion now) {
    JsonObject document = AccessDocument.of(now.settings());
    ask(
        connection,
        of(side, SAVE),
        key(tenant, domain)
            .addJsonObject(document)
            .addLong(now.revision())
            .addString(now.savedBy()));
    AccessVersion was =
        new AccessVersion(
            before.revision(), before.settings(), Optional.empty(), before.updatedBy());
    for (AccessVersion version : List.of(was, now)) {
      ask(
          connection,
          KEEP,
          key(tenant, domain)
              .addString(side.name())
              .addLong(version.revision())
              .addJsonObject(AccessDocument.of(version.settings()))
              .addOffsetDateTime(utc(version.savedAt()))
              .addString(version.savedBy()));
    }
    ask(
        connection,
        FORGET,
        key(tenant, domain).addString(side.name()).addLong(now.revision() - MAX_VERSIONS));
  }

  /** The versions that are kept, the latest first; none before the first change. */
  List<AccessVersion> versions(
      TenantId tenant, SqlConnection connection, DomainId domain, Side side) {
    List<AccessVersion> versions = new ArrayList<>();
    Tuple values = key(tenant, domain).addString(side.name()).addInteger(MAX_VERSIONS);
    for (Row row : ask(connection, VERSIONS, values)) {
      versions.add(
          new AccessVersion(
              row.getLong("revision"),
              read(side, row),
              Optional.ofNullable(row.getOffsetDateTime("saved_at")).map(OffsetDateTime::toInstant),
              row.getString("saved_by")));
    }
    return versions;
  }

  /** How many keys of playback tokens there are. */
  int tokenKeys(TenantId tenant, SqlConnection connection, DomainId domain) {
    return ask(connection, TOKEN_KEYS, key(tenant, domain)).iterator().next().getInteger(0);
  }

  private static AccessSettings read(Side side, Row row) {
    JsonObject document = row.getJsonObject("access");
    return switch (side) {
      case PUSH -> AccessDocument.publishers(document);
      case PLAY -> AccessDocument.viewers(document);
    };
  }

  /** A statement about the side's own table. */
  private static String of(Side side, String sql) {
    return sql.replace(
        "{side}",
        switch (side) {
          case PUSH -> "domain_push";
          case PLAY -> "domain_play";
        });
  }

  private static Tuple key(TenantId tenant, DomainId domain) {
    return Tuple.of(tenant.value(), domain.value());
  }

  private static @Nullable OffsetDateTime utc(Optional<Instant> at) {
    return at.map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null);
  }

  private static RowSet<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }
}
