package dev.weir.portal.domain.key;

import dev.weir.contract.access.TokenKey;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.domain.DomainId;
import dev.weir.portal.domain.TokenKeySeal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The rows of token keys, within transactions of the caller. */
final class TokenKeyStore {

  private static final String LIST =
      """
      SELECT name, algorithm, created_at, created_by FROM token_key
      WHERE tenant_id = $1 AND domain_id = $2 ORDER BY created_at, name
      """;
  private static final String INSERT =
      """
      INSERT INTO token_key (tenant_id, domain_id, name, algorithm, sealed_material, created_by)
      VALUES ($1, $2, $3, $4, $5, $6)
      """;
  private static final String DELETE =
      "DELETE FROM token_key WHERE tenant_id = $1 AND domain_id = $2 AND name = $3";

  private final TokenKeySeal seal;

  TokenKeyStore(TokenKeySeal seal) {
    this.seal = seal;
  }

  List<HeldTokenKey> list(TenantId tenant, SqlConnection connection, DomainId domain) {
    List<HeldTokenKey> keys = new ArrayList<>();
    for (Row row : ask(connection, LIST, of(tenant, domain))) {
      keys.add(
          new HeldTokenKey(
              row.getString("name"),
              TokenKey.Algorithm.valueOf(row.getString("algorithm")),
              row.getOffsetDateTime("created_at").toInstant(),
              row.getString("created_by")));
    }
    return keys;
  }

  void add(
      TenantId tenant, SqlConnection connection, DomainId domain, TokenKey key, String createdBy) {
    ask(
        connection,
        INSERT,
        of(tenant, domain)
            .addString(key.id())
            .addString(key.algorithm().name())
            .addString(seal.seal(domain, key))
            .addString(createdBy));
  }

  boolean delete(TenantId tenant, SqlConnection connection, DomainId domain, String name) {
    return ask(connection, DELETE, of(tenant, domain).addString(name)).rowCount() == 1;
  }

  private static Tuple of(TenantId tenant, DomainId domain) {
    return Tuple.of(tenant.value(), domain.value());
  }

  private static RowSet<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }
}
