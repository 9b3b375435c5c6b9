package dev.weir.contract.access;

import java.util.Optional;

/**
 * What a proof limits itself to, beside its path and its time.
 *
 * @param user the tenant's own name for the person, at most {@link #MAX_USER} characters; empty
 *     when not said
 * @param maxConcurrent in how many places that person may watch at once; 0 for no limit
 * @param network where alone it may be used
 * @param topRendition the best rendition that may be watched; empty for all
 * @param ticket counts how often it is used; empty for any number of times
 */
public record ProofLimits(
    String user,
    int maxConcurrent,
    Optional<Cidr> network,
    String topRendition,
    Optional<Ticket> ticket) {

  /** Most characters of a user's name. */
  public static final int MAX_USER = 128;

  private static final ProofLimits NONE =
      new ProofLimits("", 0, Optional.empty(), "", Optional.empty());

  /**
   * A proof that is used up.
   *
   * @param id what its uses are counted under, unique within the domain; at most 64 characters
   * @param uses how often it opens something, at least 1
   */
  public record Ticket(String id, int uses) {}

  /** The same with another best rendition. */
  public ProofLimits upTo(String rendition) {
    return rendition.equals(topRendition)
        ? this
        : new ProofLimits(user, maxConcurrent, network, rendition, ticket);
  }

  /** No limits but path and time. */
  public static ProofLimits none() {
    return NONE;
  }
}
