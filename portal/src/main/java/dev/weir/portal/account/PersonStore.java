package dev.weir.portal.account;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.web.Tokens;
import dev.weir.runtime.postgres.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;
import java.util.Optional;

/** People and their passwords, in the platform's tables. For virtual threads. */
public final class PersonStore {

  private static final int MAX_EMAIL = 254;

  private static final String ACCOUNT =
      """
      SELECT p.id, p.email, p.name, w.hash, m.tenant_id, t.name AS tenant_name, m.role
      FROM person p
      JOIN person_password w ON w.person_id = p.id
      JOIN membership m ON m.person_id = p.id
      JOIN tenant t ON t.id = m.tenant_id AND t.state = 'ACTIVE'
      """;

  /** The tenant of the last time comes first, then the one that was joined first. */
  private static final String PREFERRED =
      " ORDER BY m.last_seen_at DESC NULLS LAST, m.created_at, m.tenant_id LIMIT 1";

  private static final String FIND_BY_EMAIL = ACCOUNT + "WHERE p.email = $1" + PREFERRED;
  private static final String FIND_BY_ID = ACCOUNT + "WHERE p.id = $1" + PREFERRED;

  /** What keeps a person out who has an account and no tenant in service. */
  private static final String SHUT_OUT =
      """
      SELECT t.name, t.state, t.suspended_reason, w.hash
      FROM person p
      JOIN person_password w ON w.person_id = p.id
      JOIN membership m ON m.person_id = p.id
      JOIN tenant t ON t.id = m.tenant_id
      WHERE p.email = $1
      """
          + PREFERRED;

  private static final String ID_OF = "SELECT id FROM person WHERE email = $1";
  private static final String INSERT_PERSON =
      "INSERT INTO person (id, email, name) VALUES ($1, $2, $3)";
  private static final String INSERT_PASSWORD =
      "INSERT INTO person_password (person_id, hash) VALUES ($1, $2)";
  private static final String INSERT_MEMBERSHIP =
      "INSERT INTO membership (tenant_id, person_id, role) VALUES ($1, $2, $3)";
  private static final String SET_PASSWORD =
      "UPDATE person_password SET hash = $2, changed_at = now() WHERE person_id = $1";
  private static final String RENAME = "UPDATE person SET name = $2 WHERE id = $1";
  private static final String CHANGE_EMAIL =
      """
      UPDATE person p SET email = $2
      FROM (SELECT id, email FROM person WHERE id = $1 FOR UPDATE) old
      WHERE p.id = old.id RETURNING old.email
      """;
  private static final String END_PASSWORD_LINK = "DELETE FROM password_link WHERE person_id = $1";
  private static final String END_SESSIONS =
      "DELETE FROM portal_session WHERE person_id = $1 AND id_hash <> $2";
  private static final String END_CHALLENGES = "DELETE FROM sign_in_challenge WHERE person_id = $1";

  private final Database database;

  /** People in this database. */
  public PersonStore(Database database) {
    this.database = database;
  }

  /** The form in which an address is stored and looked up. */
  public static String canonicalEmail(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether mail could be sent to a canonical address: something, an at sign, a host, and nothing
   * that ends a line. Only a mail that arrives proves more.
   */
  public static boolean plausibleEmail(String canonical) {
    int at = canonical.lastIndexOf('@');
    return canonical.length() <= MAX_EMAIL
        && at > 0
        && at < canonical.length() - 1
        && canonical.chars().allMatch(c -> c > ' ' && c != 0x7f && "<>()[],;:\\\"".indexOf(c) < 0);
  }

  /** The account behind an address, in the tenant that it worked for last. */
  Optional<Account> find(String email) {
    return find(FIND_BY_EMAIL, Tuple.of(canonicalEmail(email)));
  }

  /** Why somebody without a tenant in service is kept out; empty when there is no such account. */
  Optional<ShutOut> shutOut(String email) {
    return database.inPlatform(connection -> {
      Tuple key = Tuple.of(canonicalEmail(email));
      for (Row row : connection.preparedQuery(SHUT_OUT).execute(key).await()) {
        return Optional.of(
            new ShutOut(
                row.getString("name"),
                row.getString("state").equals("DELETING"),
                row.getString("suspended_reason"),
                row.getString("hash")));
      }
      return Optional.empty();
    });
  }

  /** The account of a person, in the tenant that it worked for last. */
  Optional<Account> find(PersonId person) {
    return find(FIND_BY_ID, Tuple.of(person.value()));
  }

  private Optional<Account> find(String sql, Tuple key) {
    return database.inPlatform(connection -> {
      for (Row row : connection.preparedQuery(sql).execute(key).await()) {
        return Optional.of(new Account(person(row), row.getString("hash")));
      }
      return Optional.empty();
    });
  }

  /** Whether the password is this person's. */
  public boolean knows(PersonId person, String password, Passwords passwords) {
    return password.length() <= Passwords.MAX_LENGTH
        && find(person)
            .map(account -> passwords.verify(password, account.passwordHash()))
            .orElse(false);
  }

  /** Who has an address, whether or not there is a tenant to work for. */
  public static Optional<PersonId> idOf(SqlConnection connection, String email) {
    for (Row row :
        connection.preparedQuery(ID_OF).execute(Tuple.of(canonicalEmail(email))).await()) {
      return Optional.of(new PersonId(row.getUUID("id")));
    }
    return Optional.empty();
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
      changePassword(connection, person, passwordHash, "");
      return person;
    });
  }

  /**
   * Gives a person a new password, within a transaction of the platform. All sessions end but the
   * one with the id {@code kept}; so do sign-ins that wait for their second step.
   */
  public static void changePassword(
      SqlConnection connection, PersonId person, String passwordHash, String kept) {
    connection.preparedQuery(SET_PASSWORD).execute(Tuple.of(person.value(), passwordHash)).await();
    connection.preparedQuery(END_CHALLENGES).execute(Tuple.of(person.value())).await();
    connection
        .preparedQuery(END_SESSIONS)
        .execute(Tuple.of(person.value(), Buffer.buffer(Tokens.sha256(kept))))
        .await();
  }

  /** Gives a person another name, within a transaction of the platform. */
  public static void rename(SqlConnection connection, PersonId person, String name) {
    connection.preparedQuery(RENAME).execute(Tuple.of(person.value(), name)).await();
  }

  /**
   * Gives a person another address, which nobody else has, within a transaction of the platform. A
   * link that was mailed to the one before opens nothing any more.
   *
   * @param email canonical
   * @return the address before
   */
  public static String changeEmail(SqlConnection connection, PersonId person, String email) {
    connection.preparedQuery(END_PASSWORD_LINK).execute(Tuple.of(person.value())).await();
    return connection
        .preparedQuery(CHANGE_EMAIL)
        .execute(Tuple.of(person.value(), email))
        .await()
        .iterator()
        .next()
        .getString("email");
  }

  /** Reads the columns that {@link #ACCOUNT} and the session's query share. */
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
