package dev.weir.portal.member;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.Who;
import dev.weir.portal.web.Tokens;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;

/**
 * A new tenant, whose owner is invited: whoever makes it needs to know an address, and no password.
 * For threads that may wait.
 */
public final class Founding {

  private static final String TENANT = "INSERT INTO tenant (id, name) VALUES ($1, $2)";
  private static final String OWNER =
      """
      INSERT INTO invitation (tenant_id, id, email, role, token_hash, invited_at, invited_by,
        expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, '', $7)
      """;

  private final Database database;
  private final AuditLog audit;
  private final TimeSource time;

  /** Tenants in this database. */
  public Founding(Database database, AuditLog audit, TimeSource time) {
    this.database = database;
    this.audit = audit;
    this.time = time;
  }

  /**
   * A tenant that waits for its owner.
   *
   * @param token for the owner's link, told this once
   */
  public record Founded(TenantId tenant, String token) {

    /** Keeps the token out of log lines. */
    @Override
    public String toString() {
      return "Founded[" + tenant + "]";
    }
  }

  /** Makes a tenant and invites its owner, both or neither; the platform's log tells of it, too. */
  public Founded found(Who by, Origin origin, String name, String ownerEmail) {
    TenantId tenant = new TenantId(UUID.randomUUID());
    String token = Tokens.random(Invitations.TOKEN_BITS);
    String email = PersonStore.canonicalEmail(ownerEmail);
    return database.inPlatform(connection -> {
      connection.preparedQuery(TENANT).execute(Tuple.of(tenant.value(), name)).await();
      Tuple invitation =
          Tuple.of(
                  tenant.value(),
                  UUID.randomUUID(),
                  email,
                  Role.OWNER.name(),
                  Invitations.hash(token))
              .addOffsetDateTime(time.now().atOffset(ZoneOffset.UTC))
              .addOffsetDateTime(time.now().plus(Invitations.VALIDITY).atOffset(ZoneOffset.UTC));
      connection.preparedQuery(OWNER).execute(invitation).await();
      AuditEntry entry =
          AuditEntry.of(AuditAction.TENANT_CREATED, name)
              .after(AuditFacts.none().with("owner", email));
      audit.record(connection, new Actor(AuditLog.PLATFORM, by, Set.of(), origin), entry);
      audit.record(connection, new Actor(tenant, by, Set.of(), origin), entry);
      return new Founded(tenant, token);
    });
  }
}
