package dev.weir.portal;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.account.LinkThrottle;
import dev.weir.portal.account.Passwords;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.account.StaffStore;
import dev.weir.portal.account.password.PasswordChange;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.audit.PersonAudit;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.Who;
import dev.weir.portal.mail.Postbox;
import dev.weir.portal.web.Tokens;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line does with people's accounts: the same stores as the portal's, without a
 * portal. Waits; for threads that may.
 */
public final class AccountDesk {

  private static final int PASSWORD_BITS = 256;
  private static final String FIND_TENANT =
      "SELECT id FROM tenant WHERE name = $1 OR id::text = $1";
  private static final String JOIN =
      """
      INSERT INTO membership (tenant_id, person_id, role) VALUES ($1, $2, $3)
      ON CONFLICT DO NOTHING
      """;

  private final Database database;
  private final Passwords passwords;
  private final PasswordChange links;
  private final AuditLog audit;
  private final PersonAudit personAudit;
  private final StaffStore staff;

  /** A desk in an installation whose portal is configured like this. */
  public AccountDesk(
      Vertx vertx, Database database, SealedBox box, TimeSource time, PortalConfig config) {
    this.database = database;
    this.passwords = new Passwords(vertx);
    this.audit = new AuditLog(time);
    this.personAudit = new PersonAudit(audit);
    this.staff = new StaffStore(database, time);
    this.links =
        new PasswordChange(
            new PasswordChange.Rooms(
                database,
                new PersonStore(database),
                passwords,
                new Postbox(vertx, database, box, time, config.smtp()),
                personAudit),
            new LinkThrottle(time),
            config.origin(),
            time);
  }

  /**
   * Somebody who is to work for a tenant.
   *
   * @param email canonical
   * @param tenant name or id
   * @param staff whether the person is to be one of the platform's staff, too
   */
  public record Newcomer(String email, String name, String tenant, Role role, boolean staff) {}

  /** What came of it. */
  public sealed interface Outcome {

    /** The person is there, and chooses a password at this address. */
    record Made(String link) implements Outcome {}

    /** The person had an account, and works for this tenant too now, with the same password. */
    record Joined() implements Outcome {}

    /**
     * The person works for the tenant already.
     *
     * @param appointed whether something has changed all the same: the person is on the staff now
     */
    record Member(boolean appointed) implements Outcome {}

    /** There is no such tenant, or several have the name. */
    record TenantUnclear(int found) implements Outcome {}
  }

  /** Makes a person, or lets one who is there work for one more tenant. */
  public Outcome create(Newcomer newcomer) {
    // Nobody knows it: the person chooses another by the link.
    String hash = passwords.hash(Tokens.random(PASSWORD_BITS));
    return database.inPlatform(connection -> {
      List<TenantId> tenants = tenants(connection, newcomer.tenant());
      if (tenants.size() != 1) {
        return new Outcome.TenantUnclear(tenants.size());
      }
      TenantId tenant = tenants.getFirst();
      Optional<PersonId> known = PersonStore.idOf(connection, newcomer.email());
      PersonId person = known.orElseGet(() -> make(connection, tenant, newcomer, hash));
      boolean joined = known.isEmpty() || join(connection, tenant, person, newcomer.role());
      if (joined) {
        audit.record(
            connection,
            Actor.commandLine(tenant),
            AuditEntry.of(AuditAction.MEMBER_JOINED, newcomer.email())
                .after(AuditFacts.none().with("role", newcomer.role().name())));
      }
      boolean appointed = newcomer.staff() && appoint(connection, person);
      if (!joined) {
        return new Outcome.Member(appointed);
      }
      return known.isPresent()
          ? new Outcome.Joined()
          : new Outcome.Made(links.link(connection, person));
    });
  }

  private boolean appoint(SqlConnection connection, PersonId person) {
    boolean appointed = staff.appoint(connection, person);
    if (appointed) {
      personAudit.record(
          connection, person, new Who.CommandLine(), Origin.NONE, AuditAction.STAFF_APPOINTED);
    }
    return appointed;
  }

  private static PersonId make(
      SqlConnection connection, TenantId tenant, Newcomer newcomer, String passwordHash) {
    return PersonStore.create(
        tenant, connection, newcomer.email(), newcomer.name(), passwordHash, newcomer.role());
  }

  /**
   * An address at which a person chooses a new password, once; empty when nobody has the e-mail
   * address. The password so far stays until then.
   *
   * @param email canonical
   */
  public Optional<String> passwordLink(String email) {
    return database.inPlatform(connection ->
        PersonStore.idOf(connection, email)
            .map(person -> {
              personAudit.record(
                  connection,
                  person,
                  new Who.CommandLine(),
                  Origin.NONE,
                  AuditAction.PASSWORD_LINK_MADE);
              return links.link(connection, person);
            }));
  }

  private static List<TenantId> tenants(SqlConnection connection, String nameOrId) {
    List<TenantId> found = new ArrayList<>();
    for (Row row : connection.preparedQuery(FIND_TENANT).execute(Tuple.of(nameOrId)).await()) {
      found.add(new TenantId(row.getUUID("id")));
    }
    return found;
  }

  private static boolean join(
      SqlConnection connection, TenantId tenant, PersonId person, Role role) {
    Tuple row = Tuple.of(tenant.value(), person.value(), role.name());
    return connection.preparedQuery(JOIN).execute(row).await().rowCount() > 0;
  }
}
