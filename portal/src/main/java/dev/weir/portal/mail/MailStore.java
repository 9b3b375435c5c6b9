package dev.weir.portal.mail;

import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mails in the platform's table, their texts sealed. */
final class MailStore {

  private static final Logger LOG = LoggerFactory.getLogger(MailStore.class);

  private static final String COUNT_WAITING = "SELECT count(*) FROM mail WHERE next_at IS NOT NULL";
  private static final String INSERT =
      """
      INSERT INTO mail (id, recipient, subject, sealed_text, created_at, next_at)
      VALUES ($1, $2, $3, $4, $5, $6)
      """;
  private static final String FORGET_OLD = "DELETE FROM mail WHERE created_at < $1";
  private static final String FORGET_SURPLUS =
      """
      DELETE FROM mail WHERE id IN (
        SELECT id FROM mail WHERE next_at IS NULL ORDER BY created_at DESC, id OFFSET $1)
      """;

  /** The next attempt is set before this one is made: whoever dies on the way loses nothing. */
  private static final String CLAIM =
      """
      UPDATE mail SET
        attempts = attempts + 1,
        next_at = $1::timestamptz + least(interval '1 minute' * power(2, attempts), interval '4 hours')
      WHERE id IN (
        SELECT id FROM mail WHERE next_at <= $1 ORDER BY next_at LIMIT $2 FOR UPDATE SKIP LOCKED)
      RETURNING id, recipient, subject, sealed_text, attempts
      """;

  private static final String SENT = "DELETE FROM mail WHERE id = $1";
  private static final String FAILED = "UPDATE mail SET last_failure = $2 WHERE id = $1";
  private static final String GIVE_UP =
      "UPDATE mail SET last_failure = $2, next_at = NULL WHERE id = $1";
  private static final String KEPT =
      """
      SELECT id, recipient, subject, sealed_text, created_at FROM mail
      WHERE next_at IS NULL ORDER BY created_at DESC, id LIMIT $1
      """;

  private final Database database;
  private final SealedBox box;
  private final TimeSource time;

  MailStore(Database database, SealedBox box, TimeSource time) {
    this.database = database;
    this.box = box;
    this.time = time;
  }

  /** A mail whose turn it is. */
  record Due(UUID id, Mail mail, int attempt) {}

  long waiting(SqlConnection connection) {
    return connection.query(COUNT_WAITING).execute().await().iterator().next().getLong(0);
  }

  /** Adds a mail; one that is not to be sent stays until it is old or one of too many. */
  void add(SqlConnection connection, Mail mail, boolean send) {
    UUID id = UUID.randomUUID();
    OffsetDateTime now = now();
    run(
        connection,
        INSERT,
        Tuple.of(id, mail.to(), mail.subject(), box.seal(mail.text(), context(id)), now)
            .addOffsetDateTime(send ? now : null));
  }

  void forget(SqlConnection connection, Duration age, int keep) {
    run(connection, FORGET_OLD, Tuple.of(now().minus(age)));
    run(connection, FORGET_SURPLUS, Tuple.of(keep));
  }

  List<Due> claim(int most) {
    return database.inPlatform(connection -> {
      List<Due> due = new ArrayList<>();
      for (Row row : connection.preparedQuery(CLAIM).execute(Tuple.of(now(), most)).await()) {
        UUID id = row.getUUID("id");
        mail(row)
            .ifPresentOrElse(
                mail -> due.add(new Due(id, mail, row.getInteger("attempts"))),
                () -> run(connection, GIVE_UP, Tuple.of(id, "sealed under another secret")));
      }
      return due;
    });
  }

  void sent(UUID id) {
    database.inPlatform(connection -> run(connection, SENT, Tuple.of(id)));
  }

  void failed(UUID id, String why, boolean forGood) {
    database.inPlatform(
        connection -> run(connection, forGood ? GIVE_UP : FAILED, Tuple.of(id, why)));
  }

  List<KeptMail> kept(SqlConnection connection, int most) {
    List<KeptMail> kept = new ArrayList<>();
    for (Row row : connection.preparedQuery(KEPT).execute(Tuple.of(most)).await()) {
      String at = row.getOffsetDateTime("created_at").toInstant().toString();
      mail(row)
          .map(mail -> new KeptMail(mail.to(), mail.subject(), mail.text(), at))
          .ifPresent(kept::add);
    }
    return kept;
  }

  /** Empty for a mail that was sealed under a secret that is gone: one must not hold up others. */
  private Optional<Mail> mail(Row row) {
    UUID id = row.getUUID("id");
    try {
      String text = box.open(row.getString("sealed_text"), context(id));
      return Optional.of(new Mail(row.getString("recipient"), row.getString("subject"), text));
    } catch (SealedBox.UnopenedException lost) {
      LOG.warn("event=mail.unreadable mail={} cause=\"{}\"", id, lost.getMessage());
      return Optional.empty();
    }
  }

  private OffsetDateTime now() {
    return time.now().atOffset(ZoneOffset.UTC);
  }

  private static String context(UUID id) {
    return "mail/" + id;
  }

  private static int run(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await().rowCount();
  }
}
