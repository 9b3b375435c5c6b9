package dev.weir.portal.member;

import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who works for a tenant.
 *
 * @param since when the person joined
 * @param twoSteps whether the person signs in with a second factor
 * @param lastSeen when the person last used the portal for this tenant; empty for never
 */
public record Member(
    PersonId person,
    String email,
    String name,
    Role role,
    Instant since,
    boolean twoSteps,
    Optional<Instant> lastSeen) {

  /** The same person in another role. */
  Member as(Role other) {
    return new Member(person, email, name, other, since, twoSteps, lastSeen);
  }
}
