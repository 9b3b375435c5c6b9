package dev.weir.contract.policy;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * The tenant's own endpoint that decides about viewers. 200 lets in, 403 refuses; anything else,
 * and silence, is the absence of an answer.
 *
 * @param endpoint asked with POST; {@code https}, or {@code http} to a test address
 * @param timeout how long an answer may take, at most {@link #MAX_TIMEOUT}
 * @param admitUnanswered whether a viewer is let in when there is no answer
 * @param facts what the decision depends on: what is sent, and what answers are remembered by
 * @param remembersAdmission how long an admission is remembered; zero for not at all
 * @param remembersRefusal how long a refusal is remembered; zero for not at all
 */
public record RemoteAuthorization(
    URI endpoint,
    Duration timeout,
    boolean admitUnanswered,
    Set<Fact> facts,
    Duration remembersAdmission,
    Duration remembersRefusal) {

  /** Longest wait for an answer. */
  public static final Duration MAX_TIMEOUT = Duration.ofSeconds(3);

  /** Longest memory of an admission; a longer one counts as this. */
  public static final Duration MAX_REMEMBERS_ADMISSION = Duration.ofHours(1);

  /** Longest memory of a refusal, of which anybody can cause many; a longer one counts as this. */
  public static final Duration MAX_REMEMBERS_REFUSAL = Duration.ofMinutes(5);

  /** What a decision may depend on; domain, app and stream always. */
  public enum Fact {
    /** The viewer's network address. */
    ADDRESS,
    /** The URL's query, without signatures. */
    QUERY,
    /** The page that the player stands in. */
    REFERER,
    /** The player's name for itself. */
    USER_AGENT
  }

  /** Copies the set. */
  public RemoteAuthorization {
    facts = Set.copyOf(facts);
  }
}
