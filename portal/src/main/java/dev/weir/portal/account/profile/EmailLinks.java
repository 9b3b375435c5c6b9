package dev.weir.portal.account.profile;

import dev.weir.portal.identity.PersonId;
import dev.weir.portal.web.Tokens;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Links to a new address and back to the old one, under the hash of their token. */
final class EmailLinks {

  private static final int TOKEN_BITS = 256;
  private static final String FORGET_CHANGES = "DELETE FROM email_change WHERE expires_at <= $1";
  private static final String FORGET_UNDOS = "DELETE FROM email_undo WHERE expires_at <= $1";
  private static final String PUT_CHANGE =
      """
      INSERT INTO email_change (person_id, email, token_hash, expires_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT (person_id) DO UPDATE SET
        email = excluded.email, token_hash = excluded.token_hash, expires_at = excluded.expires_at
      """;
  private static final String FIND_CHANGE =
      """
      SELECT email FROM email_change
      WHERE person_id = $1 AND token_hash = $2 AND expires_at > $3
      """;
  private static final String END_CHANGE = "DELETE FROM email_change WHERE person_id = $1";
  private static final String PUT_UNDO =
      """
      INSERT INTO email_undo (person_id, email, token_hash, changed_at, expires_at)
      VALUES ($1, $2, $3, $4, $5)
      """;
  private static final String FIND_UNDO =
      """
      SELECT u.person_id, u.email, p.email AS now, u.changed_at
      FROM email_undo u JOIN person p ON p.id = u.person_id
      WHERE u.token_hash = $1 AND u.expires_at > $2
      """;
  private static final String LOCK_UNDO = FIND_UNDO + "FOR UPDATE OF p, u";

  /** The way back to an address that came later leads away from this one. */
  private static final String END_UNDOS =
      "DELETE FROM email_undo WHERE person_id = $1 AND changed_at >= $2";

  private final TimeSource time;

  EmailLinks(TimeSource time) {
    this.time = time;
  }

  /**
   * A way back.
   *
   * @param email where it leads
   * @param now the person's address now
   * @param changedAt when the first of these became the second, or another between
   */
  record Undo(PersonId person, String email, String now, Instant changedAt) {}

  /** Makes a link to a new address in the place of the person's earlier one; gives its token. */
  String toNew(SqlConnection connection, PersonId person, String email, Duration validity) {
    String token = Tokens.random(TOKEN_BITS);
    run(connection, FORGET_CHANGES, Tuple.of(now()));
    run(connection, PUT_CHANGE, Tuple.of(person.value(), email, hash(token), now().plus(validity)));
    return token;
  }

  /** The new address that a person's link leads to, while it is good. */
  Optional<String> find(SqlConnection connection, PersonId person, String token) {
    Tuple key = Tuple.of(person.value(), hash(token), now());
    for (Row row : connection.preparedQuery(FIND_CHANGE).execute(key).await()) {
      return Optional.of(row.getString("email"));
    }
    return Optional.empty();
  }

  /** Ends a person's link to a new address; whether there was one. */
  boolean end(SqlConnection connection, PersonId person) {
    return run(connection, END_CHANGE, Tuple.of(person.value())) > 0;
  }

  /** Makes a way back to the address before; gives its token. */
  String toOld(SqlConnection connection, PersonId person, String email, Duration validity) {
    String token = Tokens.random(TOKEN_BITS);
    run(connection, FORGET_UNDOS, Tuple.of(now()));
    Tuple row = Tuple.of(person.value(), email, hash(token), now(), now().plus(validity));
    run(connection, PUT_UNDO, row);
    return token;
  }

  /** The way back behind a token, while it is good. */
  Optional<Undo> undo(SqlConnection connection, String token) {
    return undo(connection, FIND_UNDO, token);
  }

  /** The same, for whoever goes it: one at a time. */
  Optional<Undo> lockUndo(SqlConnection connection, String token) {
    return undo(connection, LOCK_UNDO, token);
  }

  /** Ends a way back, and all that came later. */
  void end(SqlConnection connection, Undo undo) {
    OffsetDateTime since = undo.changedAt().atOffset(ZoneOffset.UTC);
    run(connection, END_UNDOS, Tuple.of(undo.person().value(), since));
  }

  private Optional<Undo> undo(SqlConnection connection, String sql, String token) {
    for (Row row : connection.preparedQuery(sql).execute(Tuple.of(hash(token), now())).await()) {
      return Optional.of(
          new Undo(
              new PersonId(row.getUUID("person_id")),
              row.getString("email"),
              row.getString("now"),
              row.getOffsetDateTime("changed_at").toInstant()));
    }
    return Optional.empty();
  }

  private OffsetDateTime now() {
    return time.now().atOffset(ZoneOffset.UTC);
  }

  private static Buffer hash(String token) {
    return Buffer.buffer(Tokens.sha256(token));
  }

  private static int run(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await().rowCount();
  }
}
