package dev.weir.portal.member;

import dev.weir.portal.identity.Role;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody was asked to work for a tenant.
 *
 * @param email canonical
 * @param invitedBy who asked; empty for the platform, which looks for a new tenant's owner
 * @param expiresAt from when on it is worth nothing
 */
public record Invitation(
    UUID id, String email, Role role, String invitedBy, Instant invitedAt, Instant expiresAt) {

  /** Whether the platform asks, and no member. */
  boolean byPlatform() {
    return invitedBy.isEmpty();
  }
}
