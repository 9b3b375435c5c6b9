package dev.weir.portal.api.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.ApiKeyId;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Who;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the API key behind a token still stands, asked of the database now and then. For virtual
 * threads.
 */
final class KeyStanding {

  /** How long a key is taken to stand after it was looked at: its tokens outlive it by so much. */
  static final Duration TRUST = Duration.ofSeconds(15);

  /** Most keys that are remembered. */
  static final int MAX_KEYS = 10_000;

  private static final String FIND =
      """
      SELECT k.name, k.prefix, k.scopes
      FROM api_key k JOIN tenant t ON t.id = k.tenant_id AND t.state = 'ACTIVE'
      WHERE k.tenant_id = $1 AND k.id = $2 AND k.revoked_at IS NULL
        AND (k.expires_at IS NULL OR k.expires_at > $3)
      """;

  private final Database database;
  private final TimeSource time;
  private final Cache<ApiKeyId, Optional<Standing>> known;

  KeyStanding(Database database, TimeSource time) {
    this.database = database;
    this.time = time;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterWrite(TRUST)
            .ticker(time::nanos)
            .executor(Runnable::run)
            .build();
  }

  /** A key that stands, with what it may do now. */
  record Standing(Who.Key key, Set<Permission> scopes) {

    Standing {
      scopes = Set.copyOf(scopes);
    }
  }

  /** The key as it was at most {@link #TRUST} ago; empty when it is over. */
  Optional<Standing> of(TenantId tenant, ApiKeyId id) {
    // Without a lock: two that ask at once both look, and find the same.
    Optional<Standing> remembered = known.getIfPresent(id);
    if (remembered != null) {
      return remembered;
    }
    Optional<Standing> found = find(tenant, id);
    known.put(id, found);
    return found;
  }

  private Optional<Standing> find(TenantId tenant, ApiKeyId id) {
    Tuple values = Tuple.of(tenant.value(), id.value(), time.now().atOffset(ZoneOffset.UTC));
    return database.inTenant(
        tenant,
        connection -> {
          for (Row row : connection.preparedQuery(FIND).execute(values).await()) {
            Set<Permission> scopes = EnumSet.noneOf(Permission.class);
            for (String text : row.getArrayOfStrings("scopes")) {
              Permission.parse(text).ifPresent(scopes::add);
            }
            return Optional.of(
                new Standing(
                    new Who.Key(id, row.getString("prefix"), row.getString("name")), scopes));
          }
          return Optional.empty();
        });
  }
}
