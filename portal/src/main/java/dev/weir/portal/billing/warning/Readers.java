package dev.weir.portal.billing.warning;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.billing.account.AccountStore;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Who reads a tenant's mails about money. Within the caller's transaction. */
final class Readers {

  private static final String PEOPLE =
      """
      SELECT p.email FROM membership m JOIN person p ON p.id = m.person_id
      WHERE m.tenant_id = $1 AND m.role IN ('OWNER', 'BILLING') ORDER BY p.email LIMIT 50
      """;

  private Readers() {}

  /** The address that the tenant named; its owners and billing people until it did. */
  static List<String> of(SqlConnection connection, TenantId tenant) {
    String named = AccountStore.recipient(connection, tenant).email();
    if (!named.isEmpty()) {
      return List.of(named);
    }
    List<String> people = new ArrayList<>();
    connection
        .preparedQuery(PEOPLE)
        .execute(Tuple.of(tenant.value()))
        .await()
        .forEach(row -> people.add(row.getString("email")));
    return people;
  }
}
