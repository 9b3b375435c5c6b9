package dev.weir.gateway.ticket;

import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.identity.DomainName;
import io.vertx.core.Future;
import java.time.Instant;

/** Where tickets are spent. */
@FunctionalInterface
public interface Tickets {

  /**
   * Uses a ticket once. Fails with a {@code WeirFault}: {@code TICKET_SPENT} when it has been used
   * as often as it may, {@code TICKET_UNAVAILABLE} when nobody can tell, {@code
   * PROOF_NOT_YET_VALID} when it is valid for longer than uses are remembered.
   *
   * @param validUntil when the proof that the ticket came with ends, and its count may be forgotten
   */
  Future<Void> spend(DomainName domain, ProofLimits.Ticket ticket, Instant validUntil);
}
