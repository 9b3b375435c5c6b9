package dev.weir.portal.account.password;

import dev.weir.portal.identity.PersonId;
import dev.weir.portal.web.Tokens;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Links that let a person choose a new password, under the hash of their token; one each. */
final class PasswordLinks {

  private static final int TOKEN_BITS = 256;
  private static final String FORGET = "DELETE FROM password_link WHERE expires_at <= $1";
  private static final String PUT =
      """
      INSERT INTO password_link (person_id, token_hash, expires_at) VALUES ($1, $2, $3)
      ON CONFLICT (person_id) DO UPDATE SET
        token_hash = excluded.token_hash, expires_at = excluded.expires_at
      """;
  private static final String FIND =
      """
      SELECT p.id, p.email, p.name FROM password_link l JOIN person p ON p.id = l.person_id
      WHERE l.token_hash = $1 AND l.expires_at > $2
      """;
  private static final String TAKE =
      "DELETE FROM password_link WHERE token_hash = $1 AND expires_at > $2";

  private final TimeSource time;

  PasswordLinks(TimeSource time) {
    this.time = time;
  }

  /** Whose link it is. */
  record Holder(PersonId person, String email, String name) {}

  /** Makes a link in the place of the person's earlier one; gives its token. */
  String make(SqlConnection connection, PersonId person, Duration validity) {
    String token = Tokens.random(TOKEN_BITS);
    connection.preparedQuery(FORGET).execute(Tuple.of(now())).await();
    connection
        .preparedQuery(PUT)
        .execute(Tuple.of(person.value(), hash(token), now().plus(validity)))
        .await();
    return token;
  }

  /** Whose link it is, while it is good. */
  Optional<Holder> find(SqlConnection connection, String token) {
    for (Row row : connection.preparedQuery(FIND).execute(Tuple.of(hash(token), now())).await()) {
      return Optional.of(
          new Holder(
              new PersonId(row.getUUID("id")), row.getString("email"), row.getString("name")));
    }
    return Optional.empty();
  }

  /** Takes a link away; whether it was still good. */
  boolean take(SqlConnection connection, String token) {
    return connection.preparedQuery(TAKE).execute(Tuple.of(hash(token), now())).await().rowCount()
        > 0;
  }

  private OffsetDateTime now() {
    return time.now().atOffset(ZoneOffset.UTC);
  }

  private static Buffer hash(String token) {
    return Buffer.buffer(Tokens.sha256(token));
  }
}
