package dev.weir.portal.approval;

import dev.weir.portal.identity.PersonId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A request that somebody else decides.
 *
 * @param object what it is about, as people know it
 * @param payload what the action needs to know; no secrets
 * @param requestedBy who may therefore not decide it; empty for a program that nobody is known for
 * @param decidedBy who decided; empty while it waits
 */
public record Approval(
    UUID id,
    ApprovalKind kind,
    String object,
    JsonObject payload,
    Optional<PersonId> requestedBy,
    String requesterName,
    Instant requestedAt,
    Instant expiresAt,
    State state,
    String decidedBy) {

  /** What became of it. */
  public enum State {
    PENDING,
    APPROVED,
    REJECTED,
    WITHDRAWN,
    EXPIRED
  }

  /** Whether this person asked for it. */
  public boolean isOf(PersonId person) {
    return requestedBy.filter(person::equals).isPresent();
  }
}
