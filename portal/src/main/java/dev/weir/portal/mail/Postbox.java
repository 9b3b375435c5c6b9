package dev.weir.portal.mail;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes mails and sends them, or keeps them for the operator's mailbox where no server is
 * configured. A mail is posted in the transaction that gives cause to it: both happen or neither.
 * It is sent at least once, by whichever portal comes first. For virtual threads.
 */
public final class Postbox {

  /** Mails that wait to be sent; the next is refused with {@code TOO_MANY_REQUESTS}. */
  public static final int MAX_WAITING = 10_000;

  /** Mails that stay in the mailbox, or after they were given up; the oldest make room. */
  public static final int MAX_KEPT = 200;

  /** How long a mail is kept, sent or not. */
  public static final Duration MAX_AGE = Duration.ofDays(7);

  /** Attempts at one mail, 1 min after the first, then twice as long each time, at most 4 h. */
  public static final int MAX_ATTEMPTS = 12;

  private static final Logger LOG = LoggerFactory.getLogger(Postbox.class);
  private static final int AT_ONCE = 10;
  private static final int MAX_REASON = 200;

  private final MailStore store;
  private final Database database;
  private final Optional<SmtpServer> server;
  private final Optional<MailClient> client;

  /** Hands mails to {@code server}; keeps them when there is none. */
  public Postbox(
      Vertx vertx, Database database, SealedBox box, TimeSource time, Optional<SmtpServer> server) {
    this.store = new MailStore(database, box, time);
    this.database = database;
    this.server = server;
    this.client = server.map(known -> MailClient.create(vertx, known.options()));
  }

  /** Whether mails stay here, since there is no server to hand them to. */
  public boolean keepsMails() {
    return server.isEmpty();
  }

  /**
   * Takes a mail.
   *
   * @param connection within a transaction of the platform
   */
  public void post(SqlConnection connection, Mail mail) {
    if (store.waiting(connection) >= MAX_WAITING) {
      throw new WeirFault(FaultCode.TOO_MANY_REQUESTS, "mails waiting: " + MAX_WAITING);
    }
    store.add(connection, mail, server.isPresent());
    store.forget(connection, MAX_AGE, MAX_KEPT);
  }

  /** Takes a mail, in a transaction of its own. */
  public void post(Mail mail) {
    database.inPlatform(connection -> {
      post(connection, mail);
      return mail;
    });
  }

  /** The mails that were kept, newest first. */
  List<KeptMail> kept() {
    return database.inPlatform(connection -> store.kept(connection, MAX_KEPT));
  }

  /** Sends what is due; how many mails that were. */
  int sendDue() {
    if (client.isEmpty()) {
      return 0;
    }
    List<MailStore.Due> due = store.claim(AT_ONCE);
    due.forEach(mail -> send(client.get(), mail));
    return due.size();
  }

  private void send(MailClient smtp, MailStore.Due due) {
    MailMessage message =
        new MailMessage()
            .setFrom(server.orElseThrow().from())
            .setTo(due.mail().to())
            .setSubject(due.mail().subject())
            .setText(due.mail().text());
    message.addHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's absence answers
    handOver(smtp, message)
        .ifPresentOrElse(failure -> failed(due, failure), () -> store.sent(due.id()));
  }

  private static Optional<Exception> handOver(MailClient smtp, MailMessage message) {
    try {
      smtp.sendMail(message).await();
      return Optional.empty();
    } catch (Exception failure) {
      // Of any kind, and this mail's alone: waiting throws the cause as it is, declared or not.
      return Optional.of(failure);
    }
  }

  private void failed(MailStore.Due due, Exception failure) {
    MailTrouble trouble = MailTrouble.of(failure);
    boolean forGood = trouble == MailTrouble.REFUSED || due.attempt() >= MAX_ATTEMPTS;
    String why = String.valueOf(failure.getMessage());
    store.failed(due.id(), why.substring(0, Math.min(MAX_REASON, why.length())), forGood);
    LOG.warn(
        "event=mail.unsent trouble={} mail={} attempt={} forGood={} cause=\"{}\"",
        trouble,
        due.id(),
        due.attempt(),
        forGood,
        why.replace('\n', ' ').replace('\r', ' '));
  }
}
