package dev.weir.portal.member;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.apikey.KeyFate;
import dev.weir.portal.apikey.LeaverKeys;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.Who;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tenant's members. Nobody gives or takes a role that allows more than their own, and a tenant
 * keeps at least one owner, however many change it at once. For virtual threads.
 */
public final class Members {

  /** Members that a list shows; more than the quota of any tenant should be. */
  public static final int MAX_LISTED = 1_000;

  private static final String COLUMNS =
      """
      SELECT p.id, p.email, p.name, p.two_steps, m.role, m.created_at, m.last_seen_at
      FROM membership m JOIN person p ON p.id = m.person_id
      WHERE m.tenant_id = $1
      """;
  private static final String LIST = COLUMNS + "ORDER BY lower(p.name), p.id LIMIT $2";
  private static final String FIND = COLUMNS + "AND m.person_id = $2";

  /** Whoever changes an owner's role takes turns here; rows are read anew once it is one's turn. */
  private static final String LOCK_OWNERS =
      """
      SELECT person_id FROM membership WHERE tenant_id = $1 AND role = 'OWNER'
      ORDER BY person_id FOR UPDATE
      """;

  private static final String LOCK_ONE =
      "SELECT 1 FROM membership WHERE tenant_id = $1 AND person_id = $2 FOR UPDATE";
  private static final String SET_ROLE =
      "UPDATE membership SET role = $3 WHERE tenant_id = $1 AND person_id = $2";
  private static final String REMOVE =
      "DELETE FROM membership WHERE tenant_id = $1 AND person_id = $2";

  private final Database database;
  private final LeaverKeys keys;
  private final AuditLog audit;

  /** Members in this database; whoever goes leaves these keys behind. */
  public Members(Database database, LeaverKeys keys, AuditLog audit) {
    this.database = database;
    this.keys = keys;
    this.audit = audit;
  }

  /** All members by name. Wants {@link Permission#MEMBERS_READ}. */
  public List<Member> list(Actor actor) {
    actor.require(Permission.MEMBERS_READ);
    return database.inTenant(
        actor.tenant(),
        connection -> {
          List<Member> members = new ArrayList<>();
          Tuple values = Tuple.of(actor.tenant().value(), MAX_LISTED);
          for (Row row : connection.preparedQuery(LIST).execute(values).await()) {
            members.add(member(row));
          }
          return members;
        });
  }

  /** One member. Wants {@link Permission#MEMBERS_READ}; throws {@code NOT_FOUND}. */
  public Member find(Actor actor, PersonId person) {
    actor.require(Permission.MEMBERS_READ);
    return database.inTenant(
        actor.tenant(), connection -> find(connection, actor.tenant(), person));
  }

  /**
   * Gives a member another role, from the member's next request on. Wants {@link
   * Permission#MEMBERS_WRITE}. Throws {@code EDIT_CONFLICT} when the role is not the one that was
   * looked at any more, {@code LAST_OWNER}, or {@code FORBIDDEN}.
   */
  public Member changeRole(Actor actor, PersonId person, Role seen, Role role) {
    actor.require(Permission.MEMBERS_WRITE);
    requireCovers(actor, role);
    return database.inTenant(
        actor.tenant(),
        connection -> {
          int owners = lockOwners(connection, actor.tenant());
          Member member = lock(connection, actor.tenant(), person);
          requireCovers(actor, member.role());
          if (member.role() != seen) {
            throw new WeirFault(FaultCode.EDIT_CONFLICT, "role of person=" + person);
          }
          if (member.role() == Role.OWNER && role != Role.OWNER && owners == 1) {
            throw lastOwner(actor);
          }
          setRole(connection, actor, member, role);
          return member.as(role);
        });
  }

  /**
   * Removes a member, whose sessions in this tenant end with it. Wants {@link
   * Permission#MEMBERS_WRITE}. Throws {@code LAST_OWNER}, or {@code FORBIDDEN} for somebody whose
   * role allows more than the actor's.
   *
   * @param fate of the API keys that the member made
   */
  public void remove(Actor actor, PersonId person, KeyFate fate) {
    actor.require(Permission.MEMBERS_WRITE);
    database.inTenant(
        actor.tenant(),
        connection -> {
          int owners = lockOwners(connection, actor.tenant());
          Member member = lock(connection, actor.tenant(), person);
          requireCovers(actor, member.role());
          remove(connection, actor, member, owners, fate);
          return person;
        });
  }

  /** The same, and the member's API keys end. */
  public void remove(Actor actor, PersonId person) {
    remove(actor, person, KeyFate.END);
  }

  /** Ends the actor's own membership and API keys. Throws {@code LAST_OWNER}. */
  public void leave(Actor actor) {
    PersonId self = self(actor);
    database.inTenant(
        actor.tenant(),
        connection -> {
          int owners = lockOwners(connection, actor.tenant());
          Member member = lock(connection, actor.tenant(), self);
          remove(connection, actor, member, owners, KeyFate.END);
          return self;
        });
  }

  /** Makes another member an owner and the actor, who is one, an administrator. */
  public void transfer(Actor actor, PersonId to) {
    PersonId self = self(actor);
    database.inTenant(
        actor.tenant(),
        connection -> {
          lockOwners(connection, actor.tenant());
          Member from = find(connection, actor.tenant(), self);
          if (from.role() != Role.OWNER || self.equals(to)) {
            throw new WeirFault(FaultCode.FORBIDDEN, "transfer from=" + self + " to=" + to);
          }
          Member heir = lock(connection, actor.tenant(), to);
          setRole(connection, actor, heir, Role.OWNER);
          setRole(connection, actor, from, Role.ADMINISTRATOR);
          return to;
        });
  }

  /** Nobody gives away, or takes away, more than they have. */
  static void requireCovers(Actor actor, Role role) {
    if (!actor.permissions().containsAll(role.permissions())) {
      throw new WeirFault(FaultCode.FORBIDDEN, role.name(), "who=" + actor.who() + " role=" + role);
    }
  }

  private void setRole(SqlConnection connection, Actor actor, Member member, Role role) {
    if (member.role() == role) {
      return;
    }
    Tuple values = Tuple.of(actor.tenant().value(), member.person().value(), role.name());
    connection.preparedQuery(SET_ROLE).execute(values).await();
    audit.record(
        connection,
        actor,
        AuditEntry.of(AuditAction.MEMBER_ROLE_CHANGED, member.email())
            .before(AuditFacts.none().with("role", member.role().name()))
            .after(AuditFacts.none().with("role", role.name())));
  }

  private void remove(
      SqlConnection connection, Actor actor, Member member, int owners, KeyFate fate) {
    if (member.role() == Role.OWNER && owners == 1) {
      throw lastOwner(actor);
    }
    Tuple values = Tuple.of(actor.tenant().value(), member.person().value());
    List<LeaverKeys.LeaverKey> left = keys.settle(connection, actor, member.person(), fate);
    connection.preparedQuery(REMOVE).execute(values).await();
    AuditFacts kept =
        AuditFacts.none().with("keysKept", left.stream().map(LeaverKeys.LeaverKey::name).toList());
    audit.record(
        connection,
        actor,
        AuditEntry.of(AuditAction.MEMBER_REMOVED, member.email())
            .before(AuditFacts.none().with("role", member.role().name()))
            .after(fate == KeyFate.KEEP && !left.isEmpty() ? kept : AuditFacts.none()));
  }

  private static PersonId self(Actor actor) {
    if (actor.who() instanceof Who.Person person) {
      return person.id();
    }
    throw new WeirFault(FaultCode.FORBIDDEN, "no member: " + actor.who());
  }

  private static int lockOwners(SqlConnection connection, TenantId tenant) {
    return connection.preparedQuery(LOCK_OWNERS).execute(Tuple.of(tenant.value())).await().size();
  }

  private static Member lock(SqlConnection connection, TenantId tenant, PersonId person) {
    Tuple values = Tuple.of(tenant.value(), person.value());
    connection.preparedQuery(LOCK_ONE).execute(values).await();
    return find(connection, tenant, person);
  }

  private static Member find(SqlConnection connection, TenantId tenant, PersonId person) {
    Tuple values = Tuple.of(tenant.value(), person.value());
    for (Row row : connection.preparedQuery(FIND).execute(values).await()) {
      return member(row);
    }
    throw new WeirFault(FaultCode.NOT_FOUND, "member=" + person);
  }

  private static WeirFault lastOwner(Actor actor) {
    return new WeirFault(FaultCode.LAST_OWNER, "tenant=" + actor.tenant());
  }

  private static Member member(Row row) {
    return new Member(
        new PersonId(row.getUUID("id")),
        row.getString("email"),
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getBoolean("two_steps"),
        Optional.ofNullable(row.getOffsetDateTime("last_seen_at")).map(OffsetDateTime::toInstant));
  }
}
