package dev.weir.portal.domain.key;

import dev.weir.contract.check.Door;
import dev.weir.runtime.keyuse.KeyUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How one key is used, as pages show it. Public for the templates.
 *
 * @param hits how many it let in; 0 for none, or when nothing is known
 * @param lastAt when last, ISO 8601; empty for never since {@code since}
 * @param since from when on it was counted, ISO 8601; empty when nothing is known
 * @param idleDays for how many days nobody has used it; 0 when that cannot be said
 */
public record UseView(long hits, String lastAt, String since, long idleDays) {

  /** After so many days without use a key can be retired. */
  public static final long RETIRE_AFTER_DAYS = 14;

  /**
   * The use of a key.
   *
   * @param proofId what proofs name the key by
   * @param createdAt before it, nobody could use the key
   */
  static UseView of(KeyUse use, Door door, String proofId, Instant createdAt, Instant now) {
    Optional<KeyUse.Use> own = use.of(door, proofId);
    Optional<Instant> counted =
        use.since().map(since -> since.isAfter(createdAt) ? since : createdAt);
    Optional<Instant> idleSince = own.map(KeyUse.Use::lastAt).or(() -> counted);
    return new UseView(
        own.map(KeyUse.Use::hits).orElse(0L),
        own.map(found -> found.lastAt().toString()).orElse(""),
        counted.map(Instant::toString).orElse(""),
        idleSince.map(since -> Math.max(0, Duration.between(since, now).toDays())).orElse(0L));
  }

  /** Whether nobody would miss it. */
  public boolean idle() {
    return idleDays >= RETIRE_AFTER_DAYS;
  }
}
