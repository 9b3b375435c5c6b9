package dev.weir.portal.keeping;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.domain.DomainId;
import dev.weir.portal.domain.keeping.KeptRule;
import dev.weir.portal.domain.keeping.RuleKind;
import dev.weir.portal.domain.settings.Revised;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The rules of push domains, within transactions of the caller. */
final class KeepingStore {

  private static final String FIND =
      """
      SELECT rules, revision, changed_by FROM keeping_rules
      WHERE tenant_id = $1 AND domain_id = $2 AND kind = $3
      """;
  private static final String SAVE =
      """
      INSERT INTO keeping_rules (tenant_id, domain_id, kind, rules, changed_by, revision)
      VALUES ($1, $2, $3, $4, $5, 2)
      ON CONFLICT (tenant_id, domain_id, kind) DO UPDATE
        SET rules = excluded.rules, changed_by = excluded.changed_by,
          revision = keeping_rules.revision + 1
      """;

  /** The rules of a kind in their order; without any yet, of the revision 1. */
  <R> Revised<List<KeptRule<R>>> find(
      TenantId tenant, SqlConnection connection, DomainId domain, RuleKind<R> kind) {
    Tuple key = Tuple.of(tenant.value(), domain.value(), kind.name());
    for (Row row : connection.preparedQuery(FIND).execute(key).await()) {
      return new Revised<>(
          kind.resting(row.getJsonArray("rules")),
          row.getLong("revision"),
          row.getString("changed_by"));
    }
    return new Revised<>(List.of(), 1, "");
  }

  <R> void save(
      TenantId tenant,
      SqlConnection connection,
      DomainId domain,
      RuleKind<R> kind,
      List<KeptRule<R>> rules,
      String by) {
    Tuple values =
        Tuple.of(tenant.value(), domain.value(), kind.name())
            .addJsonArray(kind.rest(rules))
            .addString(by);
    connection.preparedQuery(SAVE).execute(values).await();
  }
}
