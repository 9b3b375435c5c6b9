package dev.weir.portal.apikey;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.ApiKeyId;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Who;
import dev.weir.portal.quota.QuotaKind;
import dev.weir.portal.quota.Quotas;
import dev.weir.portal.web.Tokens;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's API keys. Nobody makes a key that may do more than they may themselves. For virtual
 * threads.
 */
public final class ApiKeys {

  /** Longest name, characters. */
  public static final int MAX_NAME = 128;

  /** Keys that a list shows, those in use first. */
  public static final int MAX_LISTED = 200;

  private static final String COLUMNS =
      """
      SELECT k.id, k.name, k.prefix, k.scopes, k.created_at, coalesce(p.name, '') AS created_by,
        k.expires_at, k.last_used_at, k.revoked_at
      FROM api_key k LEFT JOIN person p ON p.id = k.created_by
      WHERE k.tenant_id = $1
      """;
  private static final String LIST =
      COLUMNS + "ORDER BY k.revoked_at DESC NULLS FIRST, k.created_at DESC, k.id LIMIT $2";
  private static final String FIND = COLUMNS + "AND k.id = $2";
  private static final String INSERT =
      """
      INSERT INTO api_key (tenant_id, id, name, prefix, secret_hash, scopes, created_at, created_by,
        expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;
  private static final String MAKER =
      "SELECT created_by FROM api_key WHERE tenant_id = $1 AND id = $2";
  private static final String REVOKE =
      """
      UPDATE api_key SET revoked_at = $3 WHERE tenant_id = $1 AND id = $2 AND revoked_at IS NULL
      """;

  private final Database database;
  private final Quotas quotas;
  private final AuditLog audit;
  private final TimeSource time;

  /** Keys in this database. */
  public ApiKeys(Database database, Quotas quotas, AuditLog audit, TimeSource time) {
    this.database = database;
    this.quotas = quotas;
    this.audit = audit;
    this.time = time;
  }

  /** A new key, with the secret that is known this once. */
  public record Made(IssuedKey issued, ApiKey key) {}

  /** All keys, those that are revoked last. Wants {@link Permission#APIKEYS_READ}. */
  public List<IssuedKey> list(Actor actor) {
    actor.require(Permission.APIKEYS_READ);
    return database.inTenant(
        actor.tenant(),
        connection -> {
          List<IssuedKey> keys = new ArrayList<>();
          Tuple values = Tuple.of(actor.tenant().value(), MAX_LISTED);
          for (Row row : connection.preparedQuery(LIST).execute(values).await()) {
            keys.add(issued(row));
          }
          return keys;
        });
  }

  /**
   * Makes a key. Wants {@link Permission#APIKEYS_WRITE} and every scope that it gives; throws
   * {@code QUOTA_EXCEEDED}.
   *
   * @param expiresAt from when on it opens nothing; empty for never
   */
  public Made create(
      Actor actor, String name, Set<Permission> scopes, Optional<Instant> expiresAt) {
    actor.require(Permission.APIKEYS_WRITE);
    scopes.forEach(actor::require);
    if (scopes.isEmpty() || name.isBlank() || name.length() > MAX_NAME) {
      throw new WeirFault(FaultCode.FORM_INVALID, "API key without name or scope");
    }
    ApiKey key = ApiKey.generate();
    UUID id = UUID.randomUUID();
    return database.inTenant(
        actor.tenant(),
        connection -> {
          quotas.require(connection, actor, QuotaKind.API_KEYS);
          Tuple values =
              Tuple.of(actor.tenant().value(), id, name, key.prefix())
                  .addBuffer(Buffer.buffer(Tokens.sha256(key.secret())))
                  .addArrayOfString(texts(scopes).toArray(String[]::new))
                  .addOffsetDateTime(at(time.now()))
                  .addUUID(maker(connection, actor))
                  .addOffsetDateTime(expiresAt.map(ApiKeys::at).orElse(null));
          connection.preparedQuery(INSERT).execute(values).await();
          audit.record(
              connection,
              actor,
              AuditEntry.of(AuditAction.API_KEY_CREATED, name)
                  .after(
                      AuditFacts.none()
                          .with("prefix", key.prefix())
                          .with("scopes", texts(scopes))
                          .with("expiresAt", expiresAt.map(Instant::toString).orElse(""))));
          return new Made(find(connection, actor, id), key);
        });
  }

  /** Ends a key, now and for good. Wants {@link Permission#APIKEYS_WRITE}. */
  public void revoke(Actor actor, ApiKeyId id) {
    actor.require(Permission.APIKEYS_WRITE);
    database.inTenant(
        actor.tenant(),
        connection -> {
          IssuedKey key = find(connection, actor, id.value());
          Tuple values = Tuple.of(actor.tenant().value(), id.value(), at(time.now()));
          if (connection.preparedQuery(REVOKE).execute(values).await().rowCount() > 0) {
            audit.record(
                connection,
                actor,
                AuditEntry.of(AuditAction.API_KEY_REVOKED, key.name())
                    .before(AuditFacts.none().with("prefix", key.prefix())));
          }
          return id;
        });
  }

  private static IssuedKey find(SqlConnection connection, Actor actor, UUID id) {
    Tuple values = Tuple.of(actor.tenant().value(), id);
    for (Row row : connection.preparedQuery(FIND).execute(values).await()) {
      return issued(row);
    }
    throw new WeirFault(FaultCode.NOT_FOUND, "API key=" + id);
  }

  /**
   * Who is behind a key. For a key that was made with a key it is the same person: otherwise
   * somebody could be a second person to themselves, by a detour.
   */
  private static @Nullable UUID maker(SqlConnection connection, Actor actor) {
    return switch (actor.who()) {
      case Who.Person person -> person.id().value();
      case Who.Operator operator -> operator.id().value();
      case Who.Key key -> {
        Tuple values = Tuple.of(actor.tenant().value(), key.id().value());
        yield connection
            .preparedQuery(MAKER)
            .execute(values)
            .await()
            .iterator()
            .next()
            .getUUID("created_by");
      }
      case Who.CommandLine _, Who.Platform _, Who.Stranger _ -> null;
    };
  }

  private static List<String> texts(Set<Permission> scopes) {
    return scopes.stream().map(Permission::text).sorted().toList();
  }

  private static IssuedKey issued(Row row) {
    Set<Permission> scopes = EnumSet.noneOf(Permission.class);
    Arrays.stream(row.getArrayOfStrings("scopes"))
        .map(Permission::parse)
        .flatMap(Optional::stream)
        .forEach(scopes::add);
    return new IssuedKey(
        new ApiKeyId(row.getUUID("id")),
        row.getString("name"),
        row.getString("prefix"),
        scopes,
        row.getOffsetDateTime("created_at").toInstant(),
        row.getString("created_by"),
        instant(row, "expires_at"),
        instant(row, "last_used_at"),
        instant(row, "revoked_at"));
  }

  private static Optional<Instant> instant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
