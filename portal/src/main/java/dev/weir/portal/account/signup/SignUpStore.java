package dev.weir.portal.account.signup;

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

/** Sign-ups that wait for their proof, under the hash of their token; one for each address. */
final class SignUpStore {

  private static final String FORGET = "DELETE FROM sign_up WHERE expires_at <= $1";
  private static final String PUT =
      """
      INSERT INTO sign_up (email, name, tenant_name, password_hash, token_hash, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (email) DO UPDATE SET
        name = excluded.name, tenant_name = excluded.tenant_name, tries = 0,
        password_hash = excluded.password_hash, token_hash = excluded.token_hash,
        expires_at = excluded.expires_at
      """;
  private static final String FIND =
      "SELECT email FROM sign_up WHERE token_hash = $1 AND expires_at > $2 AND tries < $3";
  private static final String TRY =
      """
      UPDATE sign_up SET tries = tries + 1
      WHERE token_hash = $1 AND expires_at > $2 AND tries < $3
      RETURNING email, name, tenant_name, password_hash
      """;
  private static final String TAKE =
      "DELETE FROM sign_up WHERE token_hash = $1 AND expires_at > $2";

  private final TimeSource time;

  SignUpStore(TimeSource time) {
    this.time = time;
  }

  /** What somebody wished for. */
  record Waiting(String email, String name, String tenantName, String passwordHash) {

    /** Keeps the hash out of log lines. */
    @Override
    public String toString() {
      return "Waiting[" + email + "]";
    }
  }

  /** Adds a sign-up in the place of an earlier one of the same address. */
  void put(SqlConnection connection, Waiting waiting, String token, Duration validity) {
    connection.preparedQuery(FORGET).execute(Tuple.of(now())).await();
    connection
        .preparedQuery(PUT)
        .execute(
            Tuple.of(waiting.email(), waiting.name(), waiting.tenantName(), waiting.passwordHash())
                .addBuffer(hash(token))
                .addOffsetDateTime(now().plus(validity)))
        .await();
  }

  /** Whether a token is good. */
  boolean knows(SqlConnection connection, String token, int maxTries) {
    Tuple key = Tuple.of(hash(token), now(), maxTries);
    return connection.preparedQuery(FIND).execute(key).await().size() > 0;
  }

  /** Counts a try at a sign-up's password; empty when the token is not good, or not any more. */
  Optional<Waiting> attempt(SqlConnection connection, String token, int maxTries) {
    Tuple key = Tuple.of(hash(token), now(), maxTries);
    for (Row row : connection.preparedQuery(TRY).execute(key).await()) {
      return Optional.of(
          new Waiting(
              row.getString("email"),
              row.getString("name"),
              row.getString("tenant_name"),
              row.getString("password_hash")));
    }
    return Optional.empty();
  }

  /** Takes a sign-up away; whether it was still there. */
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
