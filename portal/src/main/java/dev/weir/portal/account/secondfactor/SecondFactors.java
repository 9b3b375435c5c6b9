package dev.weir.portal.account.secondfactor;

import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.PersonAudit;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Who;
import dev.weir.portal.web.TokenBuckets;
import dev.weir.portal.web.Tokens;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * People's second factors. A code of the app is good once: its step must be later than that of the
 * last one that was taken, which one statement decides. For virtual threads.
 */
public final class SecondFactors {

  /** Wrong codes of one person in a row, and how long one takes to be forgotten. */
  public static final int TRIES = 5;

  static final Duration TRY_FORGETS = Duration.ofMinutes(3);

  private static final String FIND = "SELECT sealed_secret FROM second_factor WHERE person_id = $1";
  private static final String PUT =
      """
      INSERT INTO second_factor (person_id, sealed_secret, last_step, created_at)
      VALUES ($1, $2, $3, $4) ON CONFLICT (person_id) DO NOTHING
      """;
  private static final String TAKE_STEP =
      "UPDATE second_factor SET last_step = $2 WHERE person_id = $1 AND last_step < $2";
  private static final String REMOVE = "DELETE FROM second_factor WHERE person_id = $1";
  private static final String REMOVE_SINCE = REMOVE + " AND created_at >= $2";
  private static final String FORGET_CODES = "DELETE FROM recovery_code WHERE person_id = $1";
  private static final String PUT_CODE =
      "INSERT INTO recovery_code (person_id, code_hash) VALUES ($1, $2)";
  private static final String TAKE_CODE =
      "DELETE FROM recovery_code WHERE person_id = $1 AND code_hash = $2";
  private static final String COUNT_CODES =
      "SELECT count(*) FROM recovery_code WHERE person_id = $1";

  private final Database database;
  private final SealedBox box;
  private final PersonAudit audit;
  private final TimeSource time;
  private final Challenges challenges;
  private final TokenBuckets tries;

  /** Second factors in this database, their secrets sealed in this box. */
  public SecondFactors(Database database, SealedBox box, PersonAudit audit, TimeSource time) {
    this.database = database;
    this.box = box;
    this.audit = audit;
    this.time = time;
    this.challenges = new Challenges(database, time);
    this.tries = new TokenBuckets(time, TRIES, TRY_FORGETS);
  }

  /** What comes of a code. */
  public sealed interface Verdict {

    /** It is good, and is not good again. */
    record Good() implements Verdict {}

    /** It is not. */
    record Wrong() implements Verdict {}

    /** Too many wrong codes; come back after this time. */
    record Wait(Duration until) implements Verdict {}
  }

  /** Sign-ins that wait for a code. */
  public Challenges challenges() {
    return challenges;
  }

  /** Whether a person has a second factor. */
  public boolean has(PersonId person) {
    return database.inPlatform(connection -> secret(connection, person).isPresent());
  }

  /** How many recovery codes a person has left. */
  public long codesLeft(PersonId person) {
    return database.inPlatform(connection ->
        connection
            .preparedQuery(COUNT_CODES)
            .execute(Tuple.of(person.value()))
            .await()
            .iterator()
            .next()
            .getLong(0));
  }

  /** Judges a code of the app, or a recovery code, and uses it up. */
  public Verdict judge(PersonId person, Who by, Origin from, String typed) {
    Duration wait = tries.take(person.toString());
    if (!wait.isZero()) {
      return new Verdict.Wait(wait);
    }
    boolean good = database.inPlatform(connection -> take(connection, person, by, from, typed));
    if (!good) {
      return new Verdict.Wrong();
    }
    tries.giveBack(person.toString());
    return new Verdict.Good();
  }

  /**
   * Gives a person a second factor, once a code shows that the app has the secret.
   *
   * @return the recovery codes, to be shown once; empty when the code is wrong, or when there is a
   *     second factor already
   */
  public Optional<List<String>> enable(
      PersonId person, Who by, Origin from, byte[] secret, String code) {
    OptionalLong step = Totp.stepOf(secret, code.replace(" ", ""), time.now());
    if (step.isEmpty()) {
      return Optional.empty();
    }
    String sealed = box.seal(Base64.getEncoder().encodeToString(secret), context(person));
    return database.inPlatform(connection -> {
      Tuple row =
          Tuple.of(person.value(), sealed, step.getAsLong(), time.now().atOffset(ZoneOffset.UTC));
      if (connection.preparedQuery(PUT).execute(row).await().rowCount() == 0) {
        return Optional.empty();
      }
      audit.record(connection, person, by, from, AuditAction.TOTP_ENABLED);
      return Optional.of(newCodes(connection, person));
    });
  }

  /** Takes a person's second factor and recovery codes away, within a transaction. */
  public void disable(SqlConnection connection, PersonId person, Who by, Origin from) {
    if (run(connection, REMOVE, Tuple.of(person.value())) > 0) {
      audit.record(connection, person, by, from, AuditAction.TOTP_DISABLED);
    }
  }

  /** The same for what was set up at a time or later: by somebody else, perhaps. */
  public void disableSince(
      SqlConnection connection, PersonId person, Instant since, Who by, Origin from) {
    Tuple values = Tuple.of(person.value(), since.atOffset(ZoneOffset.UTC));
    if (run(connection, REMOVE_SINCE, values) > 0) {
      audit.record(connection, person, by, from, AuditAction.TOTP_DISABLED);
    }
  }

  /** Makes new recovery codes in the place of the old; to be shown once. */
  public List<String> renewCodes(PersonId person, Who by, Origin from) {
    return database.inPlatform(connection -> {
      List<String> codes = newCodes(connection, person);
      audit.record(connection, person, by, from, AuditAction.RECOVERY_CODES_MADE);
      return codes;
    });
  }

  private boolean take(
      SqlConnection connection, PersonId person, Who by, Origin from, String typed) {
    String canonical = RecoveryCodes.canonical(typed);
    Optional<byte[]> secret = secret(connection, person);
    if (secret.isEmpty()) {
      return false;
    }
    OptionalLong step = Totp.stepOf(secret.get(), canonical, time.now());
    if (step.isPresent()) {
      return run(connection, TAKE_STEP, Tuple.of(person.value(), step.getAsLong())) > 0;
    }
    boolean recovered = run(connection, TAKE_CODE, Tuple.of(person.value(), hash(canonical))) > 0;
    if (recovered) {
      audit.record(connection, person, by, from, AuditAction.RECOVERY_CODE_USED);
    }
    return recovered;
  }

  private Optional<byte[]> secret(SqlConnection connection, PersonId person) {
    for (Row row : connection.preparedQuery(FIND).execute(Tuple.of(person.value())).await()) {
      return Optional.of(
          Base64.getDecoder().decode(box.open(row.getString("sealed_secret"), context(person))));
    }
    return Optional.empty();
  }

  private static List<String> newCodes(SqlConnection connection, PersonId person) {
    List<String> codes = RecoveryCodes.generate();
    run(connection, FORGET_CODES, Tuple.of(person.value()));
    for (String code : codes) {
      run(connection, PUT_CODE, Tuple.of(person.value(), hash(RecoveryCodes.canonical(code))));
    }
    return codes;
  }

  private static String context(PersonId person) {
    return "second-factor/" + person;
  }

  private static Buffer hash(String code) {
    return Buffer.buffer(Tokens.sha256(code));
  }

  private static int run(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await().rowCount();
  }
}
