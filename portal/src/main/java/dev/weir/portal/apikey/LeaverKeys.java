package dev.weir.portal.apikey;

import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.ApiKeyId;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.PersonId;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The API keys of somebody who goes. A key is the tenant's, but its maker has seen it: it ends with
 * the membership unless somebody who stays says otherwise. For virtual threads.
 */
public final class LeaverKeys {

  private static final String LIST =
      """
      SELECT id, name, prefix FROM api_key
      WHERE tenant_id = $1 AND created_by = $2 AND revoked_at IS NULL
        AND (expires_at IS NULL OR expires_at > $3)
      ORDER BY lower(name), id
      """;
  private static final String END =
      """
      UPDATE api_key SET revoked_at = $3
      WHERE tenant_id = $1 AND created_by = $2 AND revoked_at IS NULL
      """;
  private static final String KEEP =
      "UPDATE api_key SET created_by = NULL WHERE tenant_id = $1 AND created_by = $2";

  private final Database database;
  private final AuditLog audit;
  private final TimeSource time;

  /** Keys in this database. */
  public LeaverKeys(Database database, AuditLog audit, TimeSource time) {
    this.database = database;
    this.audit = audit;
    this.time = time;
  }

  /** One of them. */
  public record LeaverKey(ApiKeyId id, String name, String prefix) {}

  /** Keys of a member that open something now. Wants {@link Permission#APIKEYS_READ}. */
  public List<LeaverKey> of(Actor actor, PersonId person) {
    actor.require(Permission.APIKEYS_READ);
    return database.inTenant(actor.tenant(), connection -> list(connection, actor, person));
  }

  /**
   * Settles what becomes of a member's keys, in the transaction in which the member goes; gives
   * those that it is about. The actor's right to see the member off is enough.
   */
  public List<LeaverKey> settle(
      SqlConnection connection, Actor actor, PersonId person, KeyFate fate) {
    List<LeaverKey> keys = list(connection, actor, person);
    Tuple whose = Tuple.of(actor.tenant().value(), person.value());
    switch (fate) {
      case KEEP -> connection.preparedQuery(KEEP).execute(whose).await();
      case END -> {
        connection.preparedQuery(END).execute(whose.addOffsetDateTime(now())).await();
        for (LeaverKey key : keys) {
          audit.record(
              connection,
              actor,
              AuditEntry.of(AuditAction.API_KEY_REVOKED, key.name())
                  .before(AuditFacts.none().with("prefix", key.prefix())));
        }
      }
    }
    return keys;
  }

  private List<LeaverKey> list(SqlConnection connection, Actor actor, PersonId person) {
    List<LeaverKey> keys = new ArrayList<>();
    Tuple whose = Tuple.of(actor.tenant().value(), person.value(), now());
    for (Row row : connection.preparedQuery(LIST).execute(whose).await()) {
      keys.add(
          new LeaverKey(
              new ApiKeyId(row.getUUID("id")), row.getString("name"), row.getString("prefix")));
    }
    return keys;
  }

  private OffsetDateTime now() {
    return time.now().atOffset(ZoneOffset.UTC);
  }
}
