package dev.weir.portal.account;

import dev.weir.portal.account.secondfactor.SecondFactors;
import dev.weir.portal.account.secondfactor.SecondFactors.Verdict;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.SignedIn;
import java.time.Duration;
import java.util.Optional;

/**
 * Somebody at the door with an address and a password, and then with a code where the person has a
 * second factor. Whoever is unknown gets the same answer after the same work as whoever is known
 * and mistaken. For virtual threads.
 */
public final class SignIn {

  private final Rooms rooms;
  private final SignInThrottle throttle;
  private final SignInFailures failures;

  /** Signs in people of these rooms. */
  public SignIn(Rooms rooms, SignInThrottle throttle, SignInFailures failures) {
    this.rooms = rooms;
    this.throttle = throttle;
    this.failures = failures;
  }

  /** What a sign-in goes through. */
  public record Rooms(
      PersonStore people, SessionStore sessions, Passwords passwords, SecondFactors factors) {}

  /** What came of an attempt. */
  public sealed interface Outcome {

    /** The session is open under this new id. */
    record Welcome(String sessionId) implements Outcome {}

    /** The password is right; a code is waited for under this new id. */
    record CodeWanted(String challengeId) implements Outcome {}

    /** Address, password or code is wrong; nobody is told which. */
    record Mistaken() implements Outcome {}

    /**
     * The password is right, and every tenant that the person works for is out of service.
     *
     * @param deleted whether the tenant is being deleted; otherwise it is suspended
     * @param reason why it is suspended; may be empty
     */
    record OutOfService(String tenant, boolean deleted, String reason) implements Outcome {}

    /** Too many attempts. */
    record Wait(Duration until) implements Outcome {}

    /** No code is waited for, or not any more. */
    record Over() implements Outcome {}
  }

  /** One attempt, from a browser that holds {@code previousId} in its cookie. */
  public Outcome attempt(Attempt attempt) {
    String email = PersonStore.canonicalEmail(attempt.email());
    String address = attempt.origin().address();
    Duration wait = throttle.begin(email, address);
    if (!wait.isZero()) {
      return new Outcome.Wait(wait);
    }
    Optional<Account> account = rooms.people().find(email);
    // Asked for whoever it is, so that the time of the answer tells nothing.
    Optional<ShutOut> shutOut = rooms.people().shutOut(email);
    Optional<String> hash =
        account.map(Account::passwordHash).or(() -> shutOut.map(ShutOut::passwordHash));
    if (!proves(attempt.password(), hash)) {
      failures.told(email, attempt.origin());
      return new Outcome.Mistaken();
    }
    throttle.succeeded(email, address);
    return account
        .map(known -> letIn(known.person(), attempt))
        .or(() ->
            shutOut.map(why -> new Outcome.OutOfService(why.tenant(), why.deleted(), why.reason())))
        .orElseGet(Outcome.Mistaken::new);
  }

  private Outcome letIn(SignedIn person, Attempt attempt) {
    if (rooms.factors().has(person.person())) {
      return new Outcome.CodeWanted(rooms.factors().challenges().open(person.person()));
    }
    return new Outcome.Welcome(
        rooms.sessions().open(person, attempt.previousId(), attempt.origin()));
  }

  /** Whether a code is waited for under the id that a browser holds. */
  public boolean waitsFor(String challengeId) {
    return rooms.factors().challenges().isOpen(challengeId);
  }

  /** The second step: a code of the app, or a recovery code. */
  public Outcome answer(String challengeId, String code, Origin origin) {
    Optional<SignedIn> waiting =
        rooms.factors().challenges().attempt(challengeId).flatMap(this::person);
    if (waiting.isEmpty()) {
      return new Outcome.Over();
    }
    SignedIn person = waiting.get();
    Verdict verdict =
        rooms.factors().judge(person.person(), Actor.of(person, origin).who(), origin, code);
    return switch (verdict) {
      case Verdict.Good() ->
          rooms.factors().challenges().close(challengeId)
              ? new Outcome.Welcome(rooms.sessions().open(person, challengeId, origin))
              : new Outcome.Over();
      case Verdict.Wrong() -> {
        failures.told(person.email(), origin);
        yield new Outcome.Mistaken();
      }
      case Verdict.Wait(Duration until) -> new Outcome.Wait(until);
    };
  }

  private Optional<SignedIn> person(PersonId id) {
    return rooms.people().find(id).map(Account::person);
  }

  /** As much work whether or not there is a hash. */
  private boolean proves(String password, Optional<String> hash) {
    boolean plausible = password.length() <= Passwords.MAX_LENGTH;
    boolean proven =
        rooms
            .passwords()
            .verify(plausible ? password : "", hash.orElse(rooms.passwords().nobodys()));
    return proven && plausible && hash.isPresent();
  }

  /**
   * An attempt.
   *
   * @param email as typed
   * @param password as typed
   * @param previousId the session id that the browser came with
   * @param origin where it comes from
   */
  public record Attempt(String email, String password, String previousId, Origin origin) {

    /** Keeps the password out of log lines. */
    @Override
    public String toString() {
      return "Attempt[" + origin.address() + "]";
    }
  }
}
