package dev.weir.portal.member;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Role;
import dev.weir.portal.quota.QuotaKind;
import dev.weir.portal.quota.Quotas;
import dev.weir.portal.web.Tokens;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Invitations, as members make them. The link that is sent holds a token, of which only a hash is
 * kept: it can be made anew, but not be told again. For virtual threads.
 */
public final class Invitations {

  /** How long an invitation may be accepted. */
  public static final Duration VALIDITY = Duration.ofDays(7);

  /** Length of its token, bits. */
  static final int TOKEN_BITS = 256;

  private static final String COLUMNS =
      "SELECT id, email, role, invited_by, invited_at, expires_at FROM invitation ";
  private static final String LIST = COLUMNS + "WHERE tenant_id = $1 ORDER BY invited_at DESC, id";
  private static final String LOCK = COLUMNS + "WHERE tenant_id = $1 AND id = $2 FOR UPDATE";
  private static final String IS_MEMBER =
      """
      SELECT 1 FROM membership m JOIN person p ON p.id = m.person_id
      WHERE m.tenant_id = $1 AND p.email = $2
      """;
  private static final String FORGET_OLD =
      "DELETE FROM invitation WHERE tenant_id = $1 AND email = $2 AND expires_at <= $3";
  private static final String INSERT =
      """
      INSERT INTO invitation (tenant_id, id, email, role, token_hash, invited_at, invited_by,
        expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (tenant_id, email) DO NOTHING
      """;
  private static final String RENEW =
      "UPDATE invitation SET token_hash = $3, expires_at = $4 WHERE tenant_id = $1 AND id = $2";
  private static final String WITHDRAW = "DELETE FROM invitation WHERE tenant_id = $1 AND id = $2";

  private final Database database;
  private final Quotas quotas;
  private final AuditLog audit;
  private final TimeSource time;

  /** Invitations in this database. */
  public Invitations(Database database, Quotas quotas, AuditLog audit, TimeSource time) {
    this.database = database;
    this.quotas = quotas;
    this.audit = audit;
    this.time = time;
  }

  /** What came of inviting somebody. */
  public sealed interface Outcome {

    /**
     * The invitation is made.
     *
     * @param token for the link, told this once
     */
    record Invited(Invitation invitation, String token) implements Outcome {

      /** Keeps the token out of log lines. */
      @Override
      public String toString() {
        return "Invited[" + invitation.id() + "]";
      }
    }

    /** Somebody with this address works for the tenant already. */
    record IsMember() implements Outcome {}

    /** Somebody with this address is invited already. */
    record IsInvited() implements Outcome {}
  }

  /** All invitations, the newest first. Wants {@link Permission#MEMBERS_READ}. */
  public List<Invitation> list(Actor actor) {
    actor.require(Permission.MEMBERS_READ);
    return database.inTenant(
        actor.tenant(),
        connection -> {
          List<Invitation> invitations = new ArrayList<>();
          Tuple values = Tuple.of(actor.tenant().value());
          for (Row row : connection.preparedQuery(LIST).execute(values).await()) {
            invitations.add(invitation(row));
          }
          return invitations;
        });
  }

  /**
   * Invites somebody. Wants {@link Permission#MEMBERS_WRITE} and all that the role allows; throws
   * {@code QUOTA_EXCEEDED}, or {@code FORM_INVALID} for what no mail could be sent to.
   */
  public Outcome invite(Actor actor, String typedEmail, Role role) {
    actor.require(Permission.MEMBERS_WRITE);
    Members.requireCovers(actor, role);
    String email = PersonStore.canonicalEmail(typedEmail);
    if (!PersonStore.plausibleEmail(email)) {
      throw new WeirFault(FaultCode.FORM_INVALID, "email");
    }
    UUID tenant = actor.tenant().value();
    return database.inTenant(
        actor.tenant(),
        connection -> {
          if (run(connection, IS_MEMBER, Tuple.of(tenant, email)) > 0) {
            return new Outcome.IsMember();
          }
          run(connection, FORGET_OLD, Tuple.of(tenant, email, at(time.now())));
          quotas.require(connection, actor, QuotaKind.MEMBERS);
          String token = Tokens.random(TOKEN_BITS);
          Invitation invitation =
              new Invitation(
                  UUID.randomUUID(),
                  email,
                  role,
                  actor.name(),
                  time.now(),
                  time.now().plus(VALIDITY));
          if (run(connection, INSERT, values(actor, invitation, token)) == 0) {
            return new Outcome.IsInvited();
          }
          told(connection, actor, AuditAction.MEMBER_INVITED, invitation);
          return new Outcome.Invited(invitation, token);
        });
  }

  /** Makes a new link, valid anew; the one before is worth nothing from now on. */
  public Outcome.Invited renew(Actor actor, UUID id) {
    actor.require(Permission.MEMBERS_WRITE);
    return database.inTenant(
        actor.tenant(),
        connection -> {
          Invitation old = lock(connection, actor, id);
          Members.requireCovers(actor, old.role());
          if (!old.expiresAt().isAfter(time.now())) {
            quotas.require(connection, actor, QuotaKind.MEMBERS);
          }
          String token = Tokens.random(TOKEN_BITS);
          Instant until = time.now().plus(VALIDITY);
          Tuple values = Tuple.of(actor.tenant().value(), id, hash(token), at(until));
          run(connection, RENEW, values);
          Invitation renewed =
              new Invitation(id, old.email(), old.role(), old.invitedBy(), old.invitedAt(), until);
          told(connection, actor, AuditAction.MEMBER_INVITED, renewed);
          return new Outcome.Invited(renewed, token);
        });
  }

  /** Ends an invitation that nobody has accepted. */
  public void withdraw(Actor actor, UUID id) {
    actor.require(Permission.MEMBERS_WRITE);
    database.inTenant(
        actor.tenant(),
        connection -> {
          Invitation gone = lock(connection, actor, id);
          run(connection, WITHDRAW, Tuple.of(actor.tenant().value(), id));
          told(connection, actor, AuditAction.MEMBER_INVITATION_REVOKED, gone);
          return id;
        });
  }

  static Buffer hash(String token) {
    return Buffer.buffer(Tokens.sha256(token));
  }

  static Invitation invitation(Row row) {
    return new Invitation(
        row.getUUID("id"),
        row.getString("email"),
        Role.valueOf(row.getString("role")),
        row.getString("invited_by"),
        row.getOffsetDateTime("invited_at").toInstant(),
        row.getOffsetDateTime("expires_at").toInstant());
  }

  private void told(
      SqlConnection connection, Actor actor, AuditAction action, Invitation invitation) {
    audit.record(
        connection,
        actor,
        AuditEntry.of(action, invitation.email())
            .after(
                AuditFacts.none()
                    .with("role", invitation.role().name())
                    .with("expiresAt", invitation.expiresAt().toString())));
  }

  private static Tuple values(Actor actor, Invitation invitation, String token) {
    return Tuple.of(
            actor.tenant().value(),
            invitation.id(),
            invitation.email(),
            invitation.role().name(),
            hash(token))
        .addOffsetDateTime(at(invitation.invitedAt()))
        .addString(invitation.invitedBy())
        .addOffsetDateTime(at(invitation.expiresAt()));
  }

  private static Invitation lock(SqlConnection connection, Actor actor, UUID id) {
    Tuple values = Tuple.of(actor.tenant().value(), id);
    for (Row row : connection.preparedQuery(LOCK).execute(values).await()) {
      return invitation(row);
    }
    throw new WeirFault(FaultCode.NOT_FOUND, "invitation=" + id);
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static int run(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await().rowCount();
  }
}
