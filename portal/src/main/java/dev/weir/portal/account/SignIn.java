package dev.weir.portal.account;

import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.SignedIn;
import java.time.Duration;
import java.util.Optional;

/**
 * Somebody at the door with an address and a password. Whoever is unknown gets the same answer
 * after the same work as whoever is known and mistaken. For virtual threads.
 */
public final class SignIn {

  private final PersonStore people;
  private final SessionStore sessions;
  private final Passwords passwords;
  private final SignInThrottle throttle;
  private final SignInFailures failures;

  /** Signs in people of this store. */
  public SignIn(
      PersonStore people,
      SessionStore sessions,
      Passwords passwords,
      SignInThrottle throttle,
      SignInFailures failures) {
    this.people = people;
    this.sessions = sessions;
    this.passwords = passwords;
    this.throttle = throttle;
    this.failures = failures;
  }

  /** What came of an attempt. */
  public sealed interface Outcome {

    /** The session is open under this new id. */
    record Welcome(String sessionId) implements Outcome {}

    /** Address or password is wrong; nobody is told which. */
    record Mistaken() implements Outcome {}

    /** Too many attempts. */
    record Wait(Duration until) implements Outcome {}
  }

  /** One attempt, from a browser that holds {@code previousId} in its cookie. */
  public Outcome attempt(Attempt attempt) {
    String email = PersonStore.canonicalEmail(attempt.email());
    String address = attempt.origin().address();
    Duration wait = throttle.begin(email, address);
    if (!wait.isZero()) {
      return new Outcome.Wait(wait);
    }
    Optional<SignedIn> person = prove(email, attempt.password());
    if (person.isEmpty()) {
      failures.told(email, attempt.origin());
      return new Outcome.Mistaken();
    }
    throttle.succeeded(email, address);
    return new Outcome.Welcome(sessions.open(person.get(), attempt.previousId(), attempt.origin()));
  }

  private Optional<SignedIn> prove(String email, String password) {
    Optional<Account> account = people.find(email);
    boolean plausible = password.length() <= Passwords.MAX_LENGTH;
    boolean proven =
        passwords.verify(
            plausible ? password : "",
            account.map(Account::passwordHash).orElse(passwords.nobodys()));
    return proven && plausible ? account.map(Account::person) : Optional.empty();
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
