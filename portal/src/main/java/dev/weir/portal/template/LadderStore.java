package dev.weir.portal.template;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.domain.DomainId;
import dev.weir.portal.domain.ladder.KeptRule;
import dev.weir.portal.domain.ladder.LadderDocument;
import dev.weir.portal.domain.settings.Revised;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The ladder rules of push domains, within transactions of the caller. */
final class LadderStore {

  private static final String FIND =
      """
      SELECT ladders, ladders_revision, ladders_changed_by FROM domain_push
      WHERE tenant_id = $1 AND domain_id = $2
      """;
  private static final String SAVE =
      """
      UPDATE domain_push SET ladders = $3, ladders_changed_by = $4,
        ladders_revision = ladders_revision + 1
      WHERE tenant_id = $1 AND domain_id = $2
      """;

  /** The rules in their order; throws {@code WeirFault NOT_FOUND} for what takes no publishers. */
  Revised<List<KeptRule>> find(TenantId tenant, SqlConnection connection, DomainId domain) {
    for (Row row : ask(connection, FIND, Tuple.of(tenant.value(), domain.value()))) {
      return new Revised<>(
          LadderDocument.read(row.getJsonArray("ladders")),
          row.getLong("ladders_revision"),
          row.getString("ladders_changed_by"));
    }
    throw new WeirFault(FaultCode.NOT_FOUND, "takes no publishers");
  }

  void save(
      TenantId tenant, SqlConnection connection, DomainId domain, List<KeptRule> rules, String by) {
    Tuple values =
        Tuple.of(tenant.value(), domain.value())
            .addJsonArray(LadderDocument.of(rules))
            .addString(by);
    ask(connection, SAVE, values);
  }

  private static RowSet<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }
}
