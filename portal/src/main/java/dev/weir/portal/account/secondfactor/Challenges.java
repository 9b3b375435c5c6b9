package dev.weir.portal.account.secondfactor;

import dev.weir.portal.identity.PersonId;
import dev.weir.portal.web.Tokens;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Sign-ins whose password was right and whose code is still missing, under the hash of an id that
 * stands in the session cookie meanwhile and opens nothing.
 */
public final class Challenges {

  /** How long there is to type a code. */
  public static final Duration VALIDITY = Duration.ofMinutes(5);

  private static final String FORGET = "DELETE FROM sign_in_challenge WHERE expires_at <= $1";
  private static final String OPEN =
      "INSERT INTO sign_in_challenge (id_hash, person_id, expires_at) VALUES ($1, $2, $3)";
  private static final String FIND =
      "SELECT person_id FROM sign_in_challenge WHERE id_hash = $1 AND expires_at > $2 AND tries < $3";
  private static final String TRY =
      """
      UPDATE sign_in_challenge SET tries = tries + 1
      WHERE id_hash = $1 AND expires_at > $2 AND tries < $3
      RETURNING person_id
      """;
  private static final String CLOSE = "DELETE FROM sign_in_challenge WHERE id_hash = $1";

  private final Database database;
  private final TimeSource time;

  Challenges(Database database, TimeSource time) {
    this.database = database;
    this.time = time;
  }

  /** Begins to wait for a person's code; gives the id. */
  public String open(PersonId person) {
    String id = Tokens.random(Tokens.SESSION_BITS);
    return database.inPlatform(connection -> {
      connection.preparedQuery(FORGET).execute(Tuple.of(now())).await();
      connection
          .preparedQuery(OPEN)
          .execute(Tuple.of(hash(id), person.value(), now().plus(VALIDITY)))
          .await();
      return id;
    });
  }

  /** Whether a code is waited for under this id. */
  public boolean isOpen(String id) {
    return ask(FIND, id).isPresent();
  }

  /** Whose code is waited for; counts a try. */
  public Optional<PersonId> attempt(String id) {
    return ask(TRY, id);
  }

  /** The code came; whether it was still waited for, which is so once. */
  public boolean close(String id) {
    return database.inPlatform(connection ->
        connection.preparedQuery(CLOSE).execute(Tuple.of(hash(id))).await().rowCount() > 0);
  }

  private Optional<PersonId> ask(String sql, String id) {
    Tuple key = Tuple.of(hash(id), now(), SecondFactors.TRIES);
    return database.inPlatform(connection -> {
      for (Row row : connection.preparedQuery(sql).execute(key).await()) {
        return Optional.of(new PersonId(row.getUUID("person_id")));
      }
      return Optional.empty();
    });
  }

  private OffsetDateTime now() {
    return time.now().atOffset(ZoneOffset.UTC);
  }

  private static Buffer hash(String id) {
    return Buffer.buffer(Tokens.sha256(id));
  }
}
