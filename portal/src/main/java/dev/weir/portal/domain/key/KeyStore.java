package dev.weir.portal.domain.key;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.domain.DomainId;
import dev.weir.portal.domain.Side;
import dev.weir.portal.domain.SigningKeySeal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of signing keys, within transactions of the caller. */
final class KeyStore {

  private static final String LIST =
      """
      SELECT side, name, rank, shown_at, created_at FROM signing_key
      WHERE tenant_id = $1 AND domain_id = $2 ORDER BY side DESC, rank
      """;
  private static final String INSERT =
      """
      INSERT INTO signing_key (tenant_id, domain_id, side, rank, name, sealed_secret, shown_at)
      VALUES ($1, $2, $3, $4, $5, $6, now())
      """;

  /** The primary and the secondary exchange everything but their places. */
  private static final String SWAP =
      """
      UPDATE signing_key k SET name = o.name, sealed_secret = o.sealed_secret,
        shown_at = o.shown_at, created_at = o.created_at, created_by = o.created_by
      FROM signing_key o
      WHERE k.tenant_id = $1 AND k.domain_id = $2 AND k.side = $3
        AND o.tenant_id = k.tenant_id AND o.domain_id = k.domain_id AND o.side = k.side
        AND o.rank = 3 - k.rank
      """;

  private static final String DELETE_SECONDARY =
      """
      DELETE FROM signing_key
      WHERE tenant_id = $1 AND domain_id = $2 AND side = $3 AND rank = 2
      """;
  private static final String SHOW =
      """
      UPDATE signing_key SET shown_at = now()
      WHERE tenant_id = $1 AND domain_id = $2 AND side = $3 AND name = $4 AND shown_at IS NULL
      RETURNING sealed_secret
      """;

  private final SigningKeySeal seal;

  KeyStore(SigningKeySeal seal) {
    this.seal = seal;
  }

  List<DomainKey> list(TenantId tenant, SqlConnection connection, DomainId domain) {
    List<DomainKey> keys = new ArrayList<>();
    for (Row row : ask(connection, LIST, Tuple.of(tenant.value(), domain.value()))) {
      keys.add(
          new DomainKey(
              Side.valueOf(row.getString("side")),
              row.getString("name"),
              row.getInteger("rank") == 1,
              row.getOffsetDateTime("shown_at") != null,
              row.getOffsetDateTime("created_at").toInstant()));
    }
    return keys;
  }

  void add(
      TenantId tenant,
      SqlConnection connection,
      DomainId domain,
      Side side,
      int rank,
      SigningKey key) {
    ask(
        connection,
        INSERT,
        of(tenant, domain, side)
            .addInteger(rank)
            .addString(key.id())
            .addString(seal.seal(domain, side, key)));
  }

  void swap(TenantId tenant, SqlConnection connection, DomainId domain, Side side) {
    ask(connection, SWAP, of(tenant, domain, side));
  }

  void deleteSecondary(TenantId tenant, SqlConnection connection, DomainId domain, Side side) {
    ask(connection, DELETE_SECONDARY, of(tenant, domain, side));
  }

  /** The key, if nobody has seen it before. */
  Optional<SigningKey> show(
      TenantId tenant, SqlConnection connection, DomainId domain, Side side, String name) {
    for (Row row : ask(connection, SHOW, of(tenant, domain, side).addString(name))) {
      return Optional.of(seal.open(domain, side, name, row.getString("sealed_secret")));
    }
    return Optional.empty();
  }

  private static Tuple of(TenantId tenant, DomainId domain, Side side) {
    return Tuple.of(tenant.value(), domain.value(), side.name());
  }

  private static RowSet<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }
}
