package dev.weir.portal.account;

import dev.weir.portal.account.secondfactor.SecondFactors.Verdict;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.SignedIn;
import java.time.Duration;

/**
 * Somebody who is signed in proves again to be there, before what must not fall to whoever finds a
 * browser open: with the password, and with a code where there is a second factor. Tries count like
 * sign-ins. For virtual threads.
 */
public final class FreshProof {

  /** How long a proof holds; a sign-in is one. */
  public static final Duration VALIDITY = Duration.ofMinutes(10);

  private final SignIn.Rooms rooms;
  private final SignInThrottle throttle;
  private final SignInFailures failures;

  /** Proofs of people of these rooms. */
  public FreshProof(SignIn.Rooms rooms, SignInThrottle throttle, SignInFailures failures) {
    this.rooms = rooms;
    this.throttle = throttle;
    this.failures = failures;
  }

  /** What came of a proof. */
  public sealed interface Outcome {

    /** It is good; the session goes on under this new id. */
    record Fresh(String sessionId) implements Outcome {}

    /** The password is not the person's. */
    record WrongPassword() implements Outcome {}

    /** The password is, the code is not. */
    record WrongCode() implements Outcome {}

    /** Too many tries. */
    record Wait(Duration until) implements Outcome {}
  }

  /** Whether a code is wanted beside the password. */
  public boolean wantsCode(SignedIn person) {
    return rooms.factors().has(person.person());
  }

  /**
   * Judges a proof. The password comes first: a code is used up by looking at it.
   *
   * @param actor the person, at the browser that holds {@code sessionId}
   * @param code as typed; not looked at where there is no second factor
   */
  public Outcome prove(
      Actor actor, SignedIn person, String sessionId, String password, String code) {
    String address = actor.origin().address();
    Duration wait = throttle.begin(person.email(), address);
    if (!wait.isZero()) {
      return new Outcome.Wait(wait);
    }
    if (!rooms.people().knows(person.person(), password, rooms.passwords())) {
      failures.told(person.email(), actor.origin());
      return new Outcome.WrongPassword();
    }
    throttle.succeeded(person.email(), address);
    Verdict verdict =
        wantsCode(person)
            ? rooms.factors().judge(person.person(), actor.who(), actor.origin(), code)
            : new Verdict.Good();
    return switch (verdict) {
      case Verdict.Good() -> new Outcome.Fresh(rooms.sessions().renew(actor, person, sessionId));
      case Verdict.Wrong() -> {
        failures.told(person.email(), actor.origin());
        yield new Outcome.WrongCode();
      }
      case Verdict.Wait(Duration until) -> new Outcome.Wait(until);
    };
  }
}
