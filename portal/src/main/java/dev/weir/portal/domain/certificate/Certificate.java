package dev.weir.portal.domain.certificate;

import dev.weir.portal.audit.AuditFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A domain's certificate as it may be told: everything but the private key.
 *
 * @param version grows with every change
 * @param subject whom it is for, as it says itself
 * @param names host names that it is good for
 * @param issuer who issued it
 * @param from when its time begins
 * @param until when its time is over
 * @param fingerprint SHA-256 of it, hexadecimal
 * @param keyKind kind and size of its key
 * @param certificates how many there are in the chain, itself among them
 * @param storedAt when it was stored
 * @param storedBy by whom
 */
public record Certificate(
    long version,
    String subject,
    List<String> names,
    String issuer,
    Instant from,
    Instant until,
    String fingerprint,
    String keyKind,
    int certificates,
    Instant storedAt,
    String storedBy) {

  /** Owners are told when so many days are left, once each. */
  public static final List<Integer> ANNOUNCED_DAYS = List.of(30, 14, 7, 1);

  /** Copies the list. */
  public Certificate {
    names = List.copyOf(names);
  }

  /** How it stands with its time. */
  public enum State {
    GOOD,
    ENDING,
    ENDED
  }

  /** How one stands that ends at a moment. */
  public static State state(Instant until, Instant now) {
    if (!now.isBefore(until)) {
      return State.ENDED;
    }
    return daysLeft(until, now) < ANNOUNCED_DAYS.getFirst() ? State.ENDING : State.GOOD;
  }

  /** Whole days that are left; 0 when its time is over. */
  public static long daysLeft(Instant until, Instant now) {
    return Math.max(0, Duration.between(now, until).toDays());
  }

  /** When it should have a successor: as soon as owners are told that it ends. */
  public Instant renewAt() {
    return until.minus(Duration.ofDays(ANNOUNCED_DAYS.getFirst()));
  }

  AuditFacts facts() {
    return AuditFacts.none()
        .with("names", names)
        .with("issuer", issuer)
        .with("until", until.toString())
        .with("fingerprint", fingerprint);
  }
}
