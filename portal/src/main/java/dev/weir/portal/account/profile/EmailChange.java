package dev.weir.portal.account.profile;

import dev.weir.portal.account.LinkThrottle;
import dev.weir.portal.account.Passwords;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.account.SessionStore;
import dev.weir.portal.account.password.PasswordChange;
import dev.weir.portal.account.secondfactor.SecondFactors;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.PersonAudit;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.identity.Who;
import dev.weir.portal.mail.Mail;
import dev.weir.portal.mail.Postbox;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.portal.web.Tokens;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Optional;

/**
 * Gives people another e-mail address, which they sign in with from then on. The new address is
 * proven by a link that is mailed there and used by the person who is signed in; the old one is
 * told, with a way back for {@link #UNDO}. Nobody learns whether an address has an account but
 * whoever reads its mail. For virtual threads.
 */
public final class EmailChange {

  /** How long the link to the new address is good. */
  public static final Duration MAILED = Duration.ofHours(1);

  /** How long the way back is open. */
  public static final Duration UNDO = Duration.ofDays(3);

  private static final int PASSWORD_BITS = 256;

  private final Rooms rooms;
  private final EmailLinks links;
  private final LinkThrottle throttle;
  private final PortalOrigin origin;

  /** Addresses of people of a portal at this origin. */
  public EmailChange(Rooms rooms, LinkThrottle throttle, PortalOrigin origin, TimeSource time) {
    this.rooms = rooms;
    this.links = new EmailLinks(time);
    this.throttle = throttle;
    this.origin = origin;
  }

  /** What a change goes through. */
  public record Rooms(
      Database database,
      SessionStore sessions,
      Passwords passwords,
      PasswordChange passwordLinks,
      SecondFactors factors,
      Postbox postbox,
      PersonAudit audit) {}

  /** What comes of a link to a new address. */
  public enum Outcome {
    /** The address is the person's. */
    CHANGED,
    /** It is somebody else's account by now. */
    TAKEN,
    /** The link is not good, or not any more. */
    GONE
  }

  /** How long somebody must wait before another mail; zero for not at all. */
  public Duration mayAsk(String email, Origin from) {
    return throttle.take(email, from.address());
  }

  /**
   * Mails a link to the new address, or word that it has an account already. The caller has
   * answered already, so that the time of the answer does not tell.
   *
   * @param email canonical
   */
  public void mailLink(SignedIn person, String email) {
    rooms
        .database()
        .inPlatform(connection -> {
          boolean taken = PersonStore.idOf(connection, email).isPresent();
          Mail mail =
              taken
                  ? Mail.of(email, "address-taken", origin.at("/sign-in"))
                  : Mail.of(email, "address-new", link(connection, person, email));
          rooms.postbox().post(connection, mail);
          return email;
        });
  }

  private String link(SqlConnection connection, SignedIn person, String email) {
    return origin.at("/account/email/" + links.toNew(connection, person.person(), email, MAILED));
  }

  /** The address that a person's link leads to; empty when it is not good, or another person's. */
  public Optional<String> find(SignedIn person, String token) {
    return rooms
        .database()
        .inPlatform(connection -> links.find(connection, person.person(), token));
  }

  /**
   * Uses a link: the person's other sessions end, and so do links that were mailed to the address
   * before.
   *
   * @param sessionId the session that stays
   */
  public Outcome use(Actor actor, SignedIn person, String sessionId, String token) {
    Outcome outcome =
        rooms.database().inPlatform(connection -> change(connection, actor, person, token));
    if (outcome == Outcome.CHANGED) {
      rooms.sessions().endOthers(actor, person, sessionId);
    }
    return outcome;
  }

  private Outcome change(SqlConnection connection, Actor actor, SignedIn person, String token) {
    Optional<String> email = links.find(connection, person.person(), token);
    if (email.isEmpty() || !links.end(connection, person.person())) {
      return Outcome.GONE;
    }
    if (PersonStore.idOf(connection, email.get()).isPresent()) {
      return Outcome.TAKEN;
    }
    String before = PersonStore.changeEmail(connection, person.person(), email.get());
    String back = links.toOld(connection, person.person(), before, UNDO);
    Mail told = Mail.of(before, "address-changed", email.get(), origin.at("/email/back/" + back));
    rooms.postbox().post(connection, told);
    record(connection, person.person(), actor.who(), actor.origin(), before, email.get());
    return Outcome.CHANGED;
  }

  /** The address that a way back leads to; empty when it is not good, or not any more. */
  public Optional<String> findUndo(String token) {
    return rooms
        .database()
        .inPlatform(connection -> links.undo(connection, token).map(EmailLinks.Undo::email));
  }

  /**
   * Goes a way back: whoever has changed the address may know the password, and may have set up a
   * second factor since. All of it ends, all sessions, too.
   *
   * @return the path at which the person chooses a new password; empty when the way back is not
   *     good, or the address has another account by now
   */
  public Optional<String> undo(String token, Origin from) {
    String nobodys = rooms.passwords().hash(Tokens.random(PASSWORD_BITS));
    return rooms
        .database()
        .inPlatform(connection -> {
          Optional<EmailLinks.Undo> way =
              links
                  .lockUndo(connection, token)
                  .filter(undo -> PersonStore.idOf(connection, undo.email()).isEmpty());
          return way.map(undo -> restore(connection, undo, nobodys, from));
        });
  }

  private String restore(
      SqlConnection connection, EmailLinks.Undo undo, String passwordHash, Origin from) {
    PersonId person = undo.person();
    Who by = new Who.Stranger();
    links.end(connection, undo);
    links.end(connection, person);
    PersonStore.changeEmail(connection, person, undo.email());
    PersonStore.changePassword(connection, person, passwordHash, "");
    rooms.factors().disableSince(connection, person, undo.changedAt(), by, from);
    record(connection, person, by, from, undo.now(), undo.email());
    return rooms.passwordLinks().path(connection, person);
  }

  private void record(
      SqlConnection connection, PersonId person, Who by, Origin from, String before, String after) {
    rooms
        .audit()
        .record(
            connection,
            person,
            by,
            from,
            new PersonAudit.Change(
                AuditAction.EMAIL_CHANGED,
                AuditFacts.none().with("email", before),
                AuditFacts.none().with("email", after)));
  }
}
