package dev.weir.portal.account;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.web.Tokens;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Open sessions, under the hash of their id. A session ends when it was not used for {@link #IDLE},
 * at the latest {@link #ABSOLUTE} after its start. For virtual threads.
 */
public final class SessionStore {

  /** How long a session lasts without being used. */
  public static final Duration IDLE = Duration.ofMinutes(30);

  /** How long a session lasts at most. */
  public static final Duration ABSOLUTE = Duration.ofHours(12);

  /** Open sessions of one person; the one unused for longest makes room for the next. */
  public static final int MAX_PER_PERSON = 20;

  /** Uses within this time of the last one are not written down. */
  private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

  private static final String OPEN =
      """
      INSERT INTO portal_session
        (id_hash, tenant_id, person_id, created_at, last_seen_at, proven_at, address, user_agent)
      VALUES ($1, $2, $3, $4, $4, $4, $5, $6)
      """;
  private static final String FIND =
      """
      SELECT p.id, p.email, p.name, m.tenant_id, t.name AS tenant_name, m.role,
        s.last_seen_at, s.proven_at,
        EXISTS (SELECT FROM platform_staff f WHERE f.person_id = p.id) AS staff,
        NOT p.two_steps AND coalesce(g.two_steps, false) AS lacks_step
      FROM portal_session s
      JOIN person p ON p.id = s.person_id
      JOIN membership m ON m.tenant_id = s.tenant_id AND m.person_id = s.person_id
      JOIN tenant t ON t.id = s.tenant_id AND t.state = 'ACTIVE'
      LEFT JOIN tenant_setting g ON g.tenant_id = s.tenant_id
      WHERE s.id_hash = $1 AND s.last_seen_at > $2 AND s.created_at > $3
      """;
  private static final String TOUCH =
      "UPDATE portal_session SET last_seen_at = $2 WHERE id_hash = $1 AND last_seen_at < $2";
  private static final String RENEW =
      "UPDATE portal_session SET id_hash = $2, proven_at = $3 WHERE id_hash = $1";
  private static final String END = "DELETE FROM portal_session WHERE id_hash = $1";
  private static final String END_OTHERS =
      "DELETE FROM portal_session WHERE person_id = $1 AND id_hash <> $2";
  private static final String END_ONE =
      "DELETE FROM portal_session WHERE person_id = $1 AND id_hash = $2";
  private static final String END_OVERDUE =
      "DELETE FROM portal_session WHERE last_seen_at <= $1 OR created_at <= $2";
  private static final String END_SURPLUS =
      """
      DELETE FROM portal_session WHERE id_hash IN (
        SELECT id_hash FROM portal_session WHERE person_id = $1
        ORDER BY last_seen_at DESC, id_hash OFFSET $2)
      """;
  private static final String LIST =
      """
      SELECT id_hash, created_at, last_seen_at, address, user_agent FROM portal_session
      WHERE person_id = $1 AND last_seen_at > $2 AND created_at > $3
      ORDER BY last_seen_at DESC, created_at DESC
      """;

  private final Database database;
  private final TimeSource time;
  private final AuditLog audit;

  /** Sessions in this database, timed by this clock. */
  public SessionStore(Database database, TimeSource time, AuditLog audit) {
    this.database = database;
    this.time = time;
    this.audit = audit;
  }

  /** Opens a session under a new id and ends the one that the browser had before; gives the id. */
  public String open(SignedIn person, String previousId, Origin origin) {
    String id = Tokens.random(Tokens.SESSION_BITS);
    Instant now = time.now();
    database.inPlatform(connection -> {
      run(connection, END, Tuple.of(hash(previousId)));
      run(connection, END_OVERDUE, Tuple.of(at(now.minus(IDLE)), at(now.minus(ABSOLUTE))));
      run(
          connection,
          OPEN,
          Tuple.of(
              hash(id),
              person.tenant().value(),
              person.person().value(),
              at(now),
              origin.address(),
              origin.userAgent()));
      run(connection, END_SURPLUS, Tuple.of(person.person().value(), MAX_PER_PERSON));
      audit.record(
          connection,
          Actor.of(person, origin),
          AuditEntry.of(AuditAction.SIGNED_IN, person.email()));
      return id;
    });
    return id;
  }

  /** Whose session this is; using it keeps it open. */
  public Optional<SignedIn> use(String id) {
    return admit(id).map(Admission::person);
  }

  /** What a session lets in; using it keeps it open. */
  Optional<Admission> admit(String id) {
    Instant now = time.now();
    return database.inPlatform(connection -> {
      Optional<Row> row = find(connection, id, now);
      boolean touch =
          row.isPresent()
              && row.get()
                  .getOffsetDateTime("last_seen_at")
                  .toInstant()
                  .isBefore(now.minus(TOUCH_EVERY));
      if (touch) {
        run(connection, TOUCH, Tuple.of(hash(id), at(now)));
      }
      return row.map(open -> admission(open, now));
    });
  }

  /**
   * Writes down that the person behind a session has proven to be there, and gives the session a
   * new id: whoever may have learned the one before has nothing of the proof. Throws {@code
   * UNAUTHENTICATED} when the session has ended meanwhile.
   */
  String renew(Actor actor, SignedIn person, String id) {
    String renewed = Tokens.random(Tokens.SESSION_BITS);
    return database.inPlatform(connection -> {
      if (run(connection, RENEW, Tuple.of(hash(id), hash(renewed), at(time.now()))) == 0) {
        throw new WeirFault(FaultCode.UNAUTHENTICATED, "session ended before its proof");
      }
      audit.record(connection, actor, AuditEntry.of(AuditAction.SIGN_IN_CONFIRMED, person.email()));
      return renewed;
    });
  }

  /** Whose session this is, if it is open and lets in everywhere; looking does not keep it open. */
  public Optional<SignedIn> look(String id) {
    Instant now = time.now();
    return database.inPlatform(connection ->
        find(connection, id, now)
            .map(row -> admission(row, now))
            .filter(admission -> !admission.lacksSecondStep())
            .map(Admission::person));
  }

  /** Ends the session of somebody who leaves. */
  public void signOut(Actor actor, SignedIn person, String id) {
    database.inPlatform(connection -> {
      int ended = run(connection, END, Tuple.of(hash(id)));
      if (ended > 0) {
        audit.record(connection, actor, AuditEntry.of(AuditAction.SIGNED_OUT, person.email()));
      }
      return ended;
    });
  }

  /** Ends one of a person's sessions by its reference; another person's stays. */
  public void end(Actor actor, SignedIn person, String reference) {
    byte[] hash;
    try {
      hash = HexFormat.of().parseHex(reference);
    } catch (IllegalArgumentException notAReference) {
      return;
    }
    endSome(actor, person, END_ONE, Buffer.buffer(hash));
  }

  /** Ends all of a person's sessions but this one. */
  public void endOthers(Actor actor, SignedIn person, String id) {
    endSome(actor, person, END_OTHERS, hash(id));
  }

  private void endSome(Actor actor, SignedIn person, String sql, Buffer idHash) {
    database.inPlatform(connection -> {
      int ended = run(connection, sql, Tuple.of(person.person().value(), idHash));
      if (ended > 0) {
        audit.record(
            connection,
            actor,
            AuditEntry.of(AuditAction.SESSIONS_ENDED, person.email())
                .before(AuditFacts.none().with("sessions", ended)));
      }
      return ended;
    });
  }

  /** A person's open sessions, the one used last first. */
  public List<OpenSession> list(PersonId person) {
    Instant now = time.now();
    return database.inPlatform(connection -> {
      List<OpenSession> sessions = new ArrayList<>();
      Tuple bounds = Tuple.of(person.value(), at(now.minus(IDLE)), at(now.minus(ABSOLUTE)));
      for (Row row : connection.preparedQuery(LIST).execute(bounds).await()) {
        sessions.add(session(row));
      }
      return sessions;
    });
  }

  /** The reference of a session, for comparison with a list. */
  public static String reference(String id) {
    return HexFormat.of().formatHex(Tokens.sha256(id));
  }

  private static Optional<Row> find(SqlConnection connection, String id, Instant now) {
    Tuple bounds = Tuple.of(hash(id), at(now.minus(IDLE)), at(now.minus(ABSOLUTE)));
    for (Row row : connection.preparedQuery(FIND).execute(bounds).await()) {
      return Optional.of(row);
    }
    return Optional.empty();
  }

  private static Admission admission(Row row, Instant now) {
    Instant proven = row.getOffsetDateTime("proven_at").toInstant();
    boolean fresh = proven.isAfter(now.minus(FreshProof.VALIDITY));
    return new Admission(person(row), fresh, row.getBoolean("lacks_step"));
  }

  private static SignedIn person(Row row) {
    return PersonStore.person(row).onStaff(row.getBoolean("staff"));
  }

  private static OpenSession session(Row row) {
    return new OpenSession(
        HexFormat.of().formatHex(row.getBuffer("id_hash").getBytes()),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("last_seen_at").toInstant(),
        row.getString("address"),
        row.getString("user_agent"));
  }

  private static int run(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await().rowCount();
  }

  private static Buffer hash(String id) {
    return Buffer.buffer(Tokens.sha256(id));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
