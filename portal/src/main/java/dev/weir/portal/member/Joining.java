package dev.weir.portal.member;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.identity.Who;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Accepting an invitation: whoever holds the link and is the person that it was sent to becomes a
 * member. The link tells the tenant, so these are transactions of the platform. For virtual
 * threads.
 */
public final class Joining {

  private static final String FIND =
      """
      SELECT i.id, i.email, i.role, i.invited_by, i.invited_at, i.expires_at,
        i.tenant_id, t.name AS tenant_name, p.id AS person_id
      FROM invitation i
      JOIN tenant t ON t.id = i.tenant_id AND t.state = 'ACTIVE'
      LEFT JOIN person p ON p.email = i.email
      WHERE i.token_hash = $1 AND i.expires_at > $2
      """;
  private static final String LOCK = FIND + "FOR UPDATE OF i";
  private static final String JOIN =
      """
      INSERT INTO membership (tenant_id, person_id, role) VALUES ($1, $2, $3)
      ON CONFLICT (tenant_id, person_id) DO NOTHING
      """;
  private static final String USED = "DELETE FROM invitation WHERE tenant_id = $1 AND id = $2";

  private final Database database;
  private final AuditLog audit;
  private final TimeSource time;
  private final BooleanSupplier newcomers;

  /**
   * Into tenants of this database.
   *
   * @param newcomers whether members may invite people who have no account, at that moment
   */
  public Joining(Database database, AuditLog audit, TimeSource time, BooleanSupplier newcomers) {
    this.database = database;
    this.audit = audit;
    this.time = time;
    this.newcomers = newcomers;
  }

  /**
   * An invitation as its link finds it.
   *
   * @param known whether the address has an account already
   * @param mayJoin whether it is one of those who may accept: where only the operator makes
   *     accounts, an invitation of a member is for people who have one
   */
  public record Found(
      Invitation invitation, TenantId tenant, String tenantName, boolean known, boolean mayJoin) {}

  /** The invitation behind a token; empty when it is worth nothing, for whatever reason. */
  public Optional<Found> find(String token) {
    return database.inPlatform(connection -> find(connection, FIND, token));
  }

  /**
   * A known person, who is signed in, joins. Throws {@code INVITATION_OVER} or {@code FORBIDDEN}.
   */
  public TenantId accept(SignedIn person, Origin origin, String token) {
    return database.inPlatform(connection -> {
      Found found = lock(connection, token);
      if (!found.invitation().email().equals(person.email())) {
        throw new WeirFault(FaultCode.FORBIDDEN, "invitation=" + found.invitation().id());
      }
      join(connection, found, person.person());
      told(connection, found, person.person(), person.name(), origin);
      return found.tenant();
    });
  }

  /**
   * A new person joins, whose address the link has proven. Throws {@code INVITATION_OVER} or {@code
   * FORBIDDEN}.
   *
   * @param passwordHash argon2id, PHC string
   */
  public SignedIn acceptAsNew(String token, String name, String passwordHash, Origin origin) {
    return database.inPlatform(connection -> {
      Found found = lock(connection, token);
      if (found.known() || !found.mayJoin()) {
        throw new WeirFault(FaultCode.FORBIDDEN, "invitation=" + found.invitation().id());
      }
      PersonId person =
          PersonStore.create(
              found.tenant(),
              connection,
              found.invitation().email(),
              name,
              passwordHash,
              found.invitation().role());
      told(connection, found, person, name, origin);
      return new SignedIn(
          person,
          found.invitation().email(),
          name,
          found.tenant(),
          found.tenantName(),
          found.invitation().role());
    });
  }

  private Found lock(SqlConnection connection, String token) {
    return find(connection, LOCK, token)
        .orElseThrow(() -> new WeirFault(FaultCode.INVITATION_OVER, "unknown token"));
  }

  private Optional<Found> find(SqlConnection connection, String sql, String token) {
    Tuple values = Tuple.of(Invitations.hash(token), time.now().atOffset(ZoneOffset.UTC));
    for (Row row : connection.preparedQuery(sql).execute(values).await()) {
      Invitation invitation = Invitations.invitation(row);
      boolean known = row.getUUID("person_id") != null;
      return Optional.of(
          new Found(
              invitation,
              new TenantId(row.getUUID("tenant_id")),
              row.getString("tenant_name"),
              known,
              known || newcomers.getAsBoolean() || invitation.byPlatform()));
    }
    return Optional.empty();
  }

  private static void join(SqlConnection connection, Found found, PersonId person) {
    String role = found.invitation().role().name();
    Tuple values = Tuple.of(found.tenant().value(), person.value(), role);
    connection.preparedQuery(JOIN).execute(values).await();
  }

  private void told(
      SqlConnection connection, Found found, PersonId person, String name, Origin origin) {
    Invitation used = found.invitation();
    Tuple values = Tuple.of(found.tenant().value(), used.id());
    connection.preparedQuery(USED).execute(values).await();
    Who who = new Who.Person(person, name, used.email(), used.role());
    audit.record(
        connection,
        new Actor(found.tenant(), who, Set.of(), origin),
        AuditEntry.of(AuditAction.MEMBER_JOINED, used.email())
            .before(AuditFacts.none().with("invitedBy", used.invitedBy()))
            .after(AuditFacts.none().with("role", used.role().name())));
  }
}
