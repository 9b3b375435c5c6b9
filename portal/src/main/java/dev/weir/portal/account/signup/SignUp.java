package dev.weir.portal.account.signup;

import dev.weir.portal.account.LinkThrottle;
import dev.weir.portal.account.Passwords;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.account.SessionStore;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.identity.Who;
import dev.weir.portal.mail.Mail;
import dev.weir.portal.mail.Postbox;
import dev.weir.portal.tenant.TenantStore;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.portal.web.Tokens;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import java.time.Duration;
import java.util.Optional;

/**
 * Somebody makes an account. Nothing exists before the address is proven: the link of the mail and
 * the password together make person and tenant, so that whoever types another's address gets
 * nowhere, and whoever is mailed without having asked confirms nothing by mistake. A known address
 * gets the same answer after the same work, and another mail. For virtual threads.
 */
public final class SignUp {

  /** How long a link is good. */
  public static final Duration VALIDITY = Duration.ofHours(24);

  /** Passwords that may be tried with one link. */
  public static final int MAX_TRIES = 5;

  private static final int TOKEN_BITS = 256;

  private final Rooms rooms;
  private final SignUpStore waiting;
  private final AuditLog audit;
  private final LinkThrottle throttle;
  private final PortalOrigin origin;

  /** Sign-ups of a portal at this origin. */
  public SignUp(
      Rooms rooms, AuditLog audit, LinkThrottle throttle, PortalOrigin origin, TimeSource time) {
    this.rooms = rooms;
    this.waiting = new SignUpStore(time);
    this.audit = audit;
    this.throttle = throttle;
    this.origin = origin;
  }

  /** What a sign-up goes through. */
  public record Rooms(
      Database database,
      PersonStore people,
      TenantStore tenants,
      SessionStore sessions,
      Passwords passwords,
      Postbox postbox) {}

  /**
   * What somebody wishes for, judged and found good.
   *
   * @param email canonical
   */
  public record Wish(String name, String email, String password, String tenantName) {

    /** Keeps the password out of log lines. */
    @Override
    public String toString() {
      return "Wish[" + email + "]";
    }
  }

  /** What comes of a wish. */
  public sealed interface Outcome {

    /** Too many mails; come back after this time. */
    record Wait(Duration until) implements Outcome {}

    /**
     * A mail will be sent: the caller answers first and calls {@link SignUp#send} then, so that the
     * time of the answer says nothing of whether the address is known.
     */
    final class Accepted implements Outcome {
      private final SignUpStore.Waiting waiting;

      Accepted(SignUpStore.Waiting waiting) {
        this.waiting = waiting;
      }
    }
  }

  /** What comes of a confirmation. */
  public sealed interface Confirmation {

    /** Person and tenant are there, and a session is open under this id. */
    record Welcome(String sessionId) implements Confirmation {}

    /** The password is not the one that was chosen. */
    record Mistaken() implements Confirmation {}

    /** The link is not good, or not any more. */
    record Gone() implements Confirmation {}
  }

  /** Takes a wish. */
  public Outcome ask(Wish wish, Origin from) {
    Duration wait = throttle.take(wish.email(), from.address());
    return wait.isZero()
        ? new Outcome.Accepted(
            new SignUpStore.Waiting(
                wish.email(),
                wish.name(),
                wish.tenantName(),
                rooms.passwords().hash(wish.password())))
        : new Outcome.Wait(wait);
  }

  /** Sends the mail of an accepted wish. */
  public void send(Outcome.Accepted accepted) {
    SignUpStore.Waiting wish = accepted.waiting;
    rooms
        .database()
        .inPlatform(connection -> {
          if (PersonStore.idOf(connection, wish.email()).isPresent()) {
            rooms
                .postbox()
                .post(
                    connection,
                    Mail.of(wish.email(), "known", origin.at("/sign-in"), origin.at("/reset")));
            return wish;
          }
          String token = Tokens.random(TOKEN_BITS);
          waiting.put(connection, wish, token, VALIDITY);
          rooms
              .postbox()
              .post(connection, Mail.of(wish.email(), "sign-up", origin.at("/sign-up/" + token)));
          return wish;
        });
  }

  /** Whether a link is good. */
  public boolean knows(String token) {
    return rooms.database().inPlatform(connection -> waiting.knows(connection, token, MAX_TRIES));
  }

  /**
   * Makes person and tenant, and signs in.
   *
   * @param previousId the session id that the browser came with
   */
  public Confirmation confirm(String token, String password, String previousId, Origin from) {
    Optional<SignUpStore.Waiting> wish =
        rooms.database().inPlatform(connection -> waiting.attempt(connection, token, MAX_TRIES));
    if (wish.isEmpty()) {
      return new Confirmation.Gone();
    }
    boolean plausible = password.length() <= Passwords.MAX_LENGTH;
    if (!plausible || !rooms.passwords().verify(password, wish.get().passwordHash())) {
      return new Confirmation.Mistaken();
    }
    return make(token, wish.get(), from)
        .map(person -> rooms.sessions().open(person, previousId, from))
        .<Confirmation>map(Confirmation.Welcome::new)
        .orElseGet(Confirmation.Gone::new);
  }

  private Optional<SignedIn> make(String token, SignUpStore.Waiting wish, Origin from) {
    boolean made =
        rooms
            .database()
            .inPlatform(connection -> {
              boolean first = waiting.take(connection, token);
              if (!first || PersonStore.idOf(connection, wish.email()).isPresent()) {
                return false;
              }
              rooms
                  .tenants()
                  .create(
                      connection,
                      new Who.Stranger(),
                      from,
                      wish.tenantName(),
                      new TenantStore.Owner(wish.email(), wish.name(), wish.passwordHash()));
              return true;
            });
    Optional<SignedIn> person = made ? rooms.people().who(wish.email()) : Optional.empty();
    person.ifPresent(known -> verified(known, from));
    return person;
  }

  private void verified(SignedIn person, Origin from) {
    rooms
        .database()
        .inPlatform(connection -> {
          audit.record(
              connection,
              Actor.of(person, from),
              AuditEntry.of(AuditAction.EMAIL_VERIFIED, person.email()));
          return person;
        });
  }
}
