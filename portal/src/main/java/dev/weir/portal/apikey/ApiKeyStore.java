package dev.weir.portal.apikey;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.ApiKeyId;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Who;
import dev.weir.portal.web.Tokens;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** API keys, by their hashes. For virtual threads. */
public final class ApiKeyStore {

  private static final String INSERT =
      """
      INSERT INTO api_key (tenant_id, id, name, prefix, secret_hash, scopes)
      VALUES ($1, $2, $3, $4, $5, $6)
      """;
  private static final String FIND =
      """
      SELECT k.tenant_id, k.id, k.name, k.prefix, k.secret_hash, k.scopes
      FROM api_key k JOIN tenant t ON t.id = k.tenant_id AND t.state = 'ACTIVE'
      WHERE k.prefix = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2)
      """;

  /** Written at most once a minute, so that a busy key does not become a busy row. */
  private static final String TOUCH =
      """
      UPDATE api_key SET last_used_at = $2
      WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')
      """;

  private static final String REVOKE_NAMED =
      """
      UPDATE api_key SET revoked_at = $3
      WHERE tenant_id = $1 AND name = $2 AND revoked_at IS NULL
      """;

  private final Database database;
  private final TimeSource time;

  /** Keys in this database, timed by this clock. */
  public ApiKeyStore(Database database, TimeSource time) {
    this.database = database;
    this.time = time;
  }

  /** Makes a key; the only time that its secret is known. */
  public ApiKey create(TenantId tenant, String name, Set<Permission> scopes) {
    ApiKey key = ApiKey.generate();
    String[] texts = scopes.stream().map(Permission::text).sorted().toArray(String[]::new);
    database.inTenant(
        tenant,
        connection ->
            run(
                connection,
                INSERT,
                Tuple.of(tenant.value(), UUID.randomUUID(), name, key.prefix(), hash(key), texts)));
    return key;
  }

  /** Ends all keys of this name. */
  public void revoke(TenantId tenant, String name) {
    database.inTenant(
        tenant, connection -> run(connection, REVOKE_NAMED, Tuple.of(tenant.value(), name, now())));
  }

  /** Who acts with this key, if it is one and still valid. */
  public Optional<Actor> find(ApiKey key, Origin origin) {
    return database.inPlatform(connection -> {
      Tuple values = Tuple.of(key.prefix(), now());
      for (Row row : connection.preparedQuery(FIND).execute(values).await()) {
        if (MessageDigest.isEqual(row.getBuffer("secret_hash").getBytes(), hash(key).getBytes())) {
          run(connection, TOUCH, Tuple.of(row.getUUID("id"), now()));
          return Optional.of(actor(row, origin));
        }
      }
      return Optional.empty();
    });
  }

  /** A scope that this release does not know, written by a newer one, allows nothing. */
  private static Actor actor(Row row, Origin origin) {
    Set<Permission> scopes = EnumSet.noneOf(Permission.class);
    for (String text : row.getArrayOfStrings("scopes")) {
      Permission.parse(text).ifPresent(scopes::add);
    }
    return new Actor(
        new TenantId(row.getUUID("tenant_id")),
        new Who.Key(
            new ApiKeyId(row.getUUID("id")), row.getString("prefix"), row.getString("name")),
        scopes,
        origin);
  }

  private static Buffer hash(ApiKey key) {
    return Buffer.buffer(Tokens.sha256(key.secret()));
  }

  private OffsetDateTime now() {
    return time.now().atOffset(ZoneOffset.UTC);
  }

  private static int run(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await().rowCount();
  }
}
