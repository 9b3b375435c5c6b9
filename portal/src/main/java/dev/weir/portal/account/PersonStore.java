package dev.weir.portal.account;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.SignedIn;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;
import java.util.Optional;

/** People and their passwords, in the platform's tables. For virtual threads. */
public final class PersonStore {

  private static final String FIND_ACCOUNT =
      """
      SELECT p.id, p.email, p.name, w.hash, m.tenant_id, t.name AS tenant_name, m.role
      FROM person p
      JOIN person_password w ON w.person_id = p.id
      JOIN membership m ON m.person_id = p.id
      JOIN tenant t ON t.id = m.tenant_id AND t.state = 'ACTIVE'
      WHERE p.email = $1
      ORDER BY m.created_at, m.tenant_id
      LIMIT 1
      """;
  private static final String INSERT_PERSON =
      "INSERT INTO person (id, email, name) VALUES ($1, $2, $3)";
  private static final String INSERT_PASSWORD =
      "INSERT INTO person_password (person_id, hash) VALUES ($1, $2)";
  private static final String INSERT_MEMBERSHIP =
      "INSERT INTO membership (tenant_id, person_id, role) VALUES ($1, $2, $3)";
  private static final String SET_PASSWORD =
      "UPDATE person_password SET hash = $2, changed_at = now() WHERE person_id = $1";
  private static final String END_SESSIONS = "DELETE FROM portal_session WHERE person_id = $1";

  private final Database database;

  /** People in this database. */
  public PersonStore(Database database) {
    this.database = database;
  }

  /** The form in which an address is stored and looked up. */
  public static String canonicalEmail(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }

  /** The account behind an address, in the tenant that it joined first. */
  Optional<Account> find(String email) {
    return database.inPlatform(connection -> {
      for (Row row :
          connection.preparedQuery(FIND_ACCOUNT).execute(Tuple.of(canonicalEmail(email))).await()) {
        return Optional.of(new Account(person(row), row.getString("hash")));
      }
      return Optional.empty();
    });
  }

  /** Who the account behind an address is; empty when there is none. */
  public Optional<SignedIn> who(String email) {
    return find(email).map(Account::person);
  }

  /** Adds a person to a tenant, within a transaction of the platform. */
  public static PersonId create(
      TenantId tenant,
      SqlConnection connection,
      String email,
      String name,
      String passwordHash,
      Role role) {
    PersonId person = PersonId.random();
    connection
        .preparedQuery(INSERT_PERSON)
        .execute(Tuple.of(person.value(), canonicalEmail(email), name))
        .await();
    connection
        .preparedQuery(INSERT_PASSWORD)
        .execute(Tuple.of(person.value(), passwordHash))
        .await();
    connection
        .preparedQuery(INSERT_MEMBERSHIP)
        .execute(Tuple.of(tenant.value(), person.value(), role.name()))
        .await();
    return person;
  }

  /** Gives a person a new password, which ends all of the person's sessions. */
  public void changePassword(PersonId person, String passwordHash) {
    database.inPlatform(connection -> {
      connection
          .preparedQuery(SET_PASSWORD)
          .execute(Tuple.of(person.value(), passwordHash))
          .await();
      return connection.preparedQuery(END_SESSIONS).execute(Tuple.of(person.value())).await();
    });
  }

  /** Reads the columns that {@link #FIND_ACCOUNT} and the session's query share. */
  static SignedIn person(Row row) {
    return new SignedIn(
        new PersonId(row.getUUID("id")),
        row.getString("email"),
        row.getString("name"),
        new TenantId(row.getUUID("tenant_id")),
        row.getString("tenant_name"),
        Role.valueOf(row.getString("role")));
  }
}
