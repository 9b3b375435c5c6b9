package dev.weir.portal.apikey;

import dev.weir.portal.identity.ApiKeyId;
import dev.weir.portal.identity.Permission;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An API key as its tenant sees it: everything but its secret.
 *
 * @param prefix the part of it that may be shown
 * @param scopes what it allows, as far as this release knows
 * @param createdBy who made it; empty for nobody who is still known
 */
public record IssuedKey(
    ApiKeyId id,
    String name,
    String prefix,
    Set<Permission> scopes,
    Instant createdAt,
    String createdBy,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsedAt,
    Optional<Instant> revokedAt) {

  /** Copies the set. */
  public IssuedKey {
    scopes = Set.copyOf(scopes);
  }

  /** Whether it opens anything. Only its tenant learns why it does not. */
  public enum State {
    ACTIVE,
    EXPIRED,
    REVOKED
  }

  /** What it is at this time. */
  public State state(Instant now) {
    if (revokedAt.isPresent()) {
      return State.REVOKED;
    }
    boolean over = expiresAt.filter(end -> !end.isAfter(now)).isPresent();
    return over ? State.EXPIRED : State.ACTIVE;
  }
}
