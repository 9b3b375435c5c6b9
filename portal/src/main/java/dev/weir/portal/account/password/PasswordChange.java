package dev.weir.portal.account.password;

import dev.weir.portal.account.LinkThrottle;
import dev.weir.portal.account.PasswordRules;
import dev.weir.portal.account.PasswordRules.Verdict;
import dev.weir.portal.account.Passwords;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.PersonAudit;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.identity.Who;
import dev.weir.portal.mail.Mail;
import dev.weir.portal.mail.Postbox;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Gives people new passwords. Every change is audited, told to the person by mail, and ends the
 * person's sessions. For virtual threads.
 */
public final class PasswordChange {

  /** How long a link in a mail is good. */
  public static final Duration MAILED = Duration.ofMinutes(20);

  /** How long a link is good that an operator hands over. */
  public static final Duration HANDED_OVER = Duration.ofHours(24);

  private final Rooms rooms;
  private final PasswordLinks links;
  private final LinkThrottle throttle;
  private final PortalOrigin origin;

  /** Passwords of a portal at this origin. */
  public PasswordChange(Rooms rooms, LinkThrottle throttle, PortalOrigin origin, TimeSource time) {
    this.rooms = rooms;
    this.links = new PasswordLinks(time);
    this.throttle = throttle;
    this.origin = origin;
  }

  /** What a change goes through. */
  public record Rooms(
      Database database,
      PersonStore people,
      Passwords passwords,
      Postbox postbox,
      PersonAudit audit) {}

  /** What comes of a link and a new password. */
  public enum Outcome {
    /** The password is the person's. */
    CHANGED,
    /** It is not good enough; the link stays. */
    REFUSED,
    /** The link is not good, or not any more. */
    GONE
  }

  /** How long somebody must wait before asking for a link; zero for not at all. */
  public Duration mayAsk(String email, Origin from) {
    return throttle.take(email, from.address());
  }

  /**
   * Mails a link to whoever has the address, if anybody does. The caller has answered already, so
   * that the time of the answer does not tell.
   *
   * @param email canonical
   */
  public void mailLink(String email) {
    rooms
        .database()
        .inPlatform(connection -> {
          PersonStore.idOf(connection, email)
              .map(person -> link(connection, person, MAILED))
              .ifPresent(link -> rooms.postbox().post(connection, Mail.of(email, "reset", link)));
          return email;
        });
  }

  /**
   * A link that an operator hands over, in a transaction of the platform.
   *
   * @return the whole address
   */
  public String link(SqlConnection connection, PersonId person) {
    return link(connection, person, HANDED_OVER);
  }

  /** Where the person who is here, and proven, chooses a new password; a path. */
  public String path(SqlConnection connection, PersonId person) {
    return "/reset/" + links.make(connection, person, MAILED);
  }

  private String link(SqlConnection connection, PersonId person, Duration validity) {
    return origin.at("/reset/" + links.make(connection, person, validity));
  }

  /** Whether a link is good. */
  public boolean knows(String token) {
    return rooms.database().inPlatform(connection -> links.find(connection, token).isPresent());
  }

  /** What is to be said about a new password, if the link is good. */
  public Optional<Verdict> judge(String token, String password) {
    return rooms
        .database()
        .inPlatform(connection -> links.find(connection, token))
        .map(holder -> PasswordRules.judge(password, List.of(holder.email(), holder.name())));
  }

  /** Uses a link: it is gone afterwards, and so are all sessions. */
  public Outcome use(String token, String password, Origin from) {
    Optional<Verdict> verdict = judge(token, password);
    if (verdict.isEmpty()) {
      return Outcome.GONE;
    }
    if (verdict.get() != Verdict.GOOD) {
      return Outcome.REFUSED;
    }
    String hash = rooms.passwords().hash(password);
    boolean changed =
        rooms
            .database()
            .inPlatform(connection -> {
              Optional<PasswordLinks.Holder> holder = links.find(connection, token);
              if (!links.take(connection, token) || holder.isEmpty()) {
                return false;
              }
              PasswordLinks.Holder person = holder.get();
              change(connection, person.person(), person.email(), hash, "");
              rooms
                  .audit()
                  .record(
                      connection,
                      person.person(),
                      new Who.Stranger(),
                      from,
                      AuditAction.PASSWORD_CHANGED);
              return true;
            });
    return changed ? Outcome.CHANGED : Outcome.GONE;
  }

  /** Whether the password is this person's. */
  public boolean knows(SignedIn person, String password) {
    return rooms.people().knows(person.person(), password, rooms.passwords());
  }

  /**
   * Gives somebody who is signed in a new password; the other sessions end.
   *
   * @param by the person, as an actor
   * @param sessionId the session that stays
   */
  public void change(SignedIn person, Who by, Origin from, String password, String sessionId) {
    String hash = rooms.passwords().hash(password);
    rooms
        .database()
        .inPlatform(connection -> {
          change(connection, person.person(), person.email(), hash, sessionId);
          rooms.audit().record(connection, person.person(), by, from, AuditAction.PASSWORD_CHANGED);
          return person;
        });
  }

  private void change(
      SqlConnection connection, PersonId person, String email, String hash, String kept) {
    PersonStore.changePassword(connection, person, hash, kept);
    rooms.postbox().post(connection, Mail.of(email, "password-changed", origin.at("/reset")));
  }
}
