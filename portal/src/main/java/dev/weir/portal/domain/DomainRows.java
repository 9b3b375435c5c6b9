package dev.weir.portal.domain;

import dev.weir.contract.identity.DomainName;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One row of {@link #SELECT} to one domain. */
final class DomainRows {

  /** A tenant's domains; further conditions on {@code d} may follow. */
  static final String SELECT =
      """
      SELECT d.id, d.name, d.version, d.state, d.finding, d.proof_token, d.created_at, d.proven_at,
        d.checked_at, d.checks, d.next_check_at, d.delete_after, pd.name AS plays_of,
        EXISTS (SELECT FROM domain_push p WHERE p.tenant_id = d.tenant_id AND p.domain_id = d.id)
          AS push,
        ARRAY(SELECT o.name FROM domain_play x
              JOIN domain o ON o.tenant_id = x.tenant_id AND o.id = x.domain_id
              WHERE x.tenant_id = d.tenant_id AND x.push_domain_id = d.id AND x.domain_id <> d.id
              ORDER BY o.name) AS played_by
      FROM domain d
      LEFT JOIN domain_play pl ON pl.tenant_id = d.tenant_id AND pl.domain_id = d.id
      LEFT JOIN domain pd ON pd.tenant_id = pl.tenant_id AND pd.id = pl.push_domain_id
      WHERE d.tenant_id = $1
      """;

  private final NamingRules names;

  DomainRows(NamingRules names) {
    this.names = names;
  }

  Domain domain(Row row) {
    DomainId id = new DomainId(row.getUUID("id"));
    String token = row.getString("proof_token");
    return new Domain(
        id,
        new DomainName(row.getString("name")),
        row.getLong("version"),
        DomainState.valueOf(row.getString("state")),
        Finding.valueOf(row.getString("finding")),
        token,
        token.isEmpty() ? Optional.empty() : names.target(id),
        use(row),
        times(row));
  }

  private static Domain.Use use(Row row) {
    List<DomainName> playedBy =
        Arrays.stream(row.getArrayOfStrings("played_by")).map(DomainName::new).toList();
    return new Domain.Use(
        row.getBoolean("push"),
        Optional.ofNullable(row.getString("plays_of")).map(DomainName::new),
        playedBy);
  }

  private static Domain.Times times(Row row) {
    return new Domain.Times(
        row.getOffsetDateTime("created_at").toInstant(),
        instant(row, "proven_at"),
        instant(row, "checked_at"),
        row.getInteger("checks"),
        instant(row, "next_check_at"),
        instant(row, "delete_after"));
  }

  private static Optional<Instant> instant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(at -> at.toInstant());
  }
}
