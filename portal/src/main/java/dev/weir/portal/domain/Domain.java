package dev.weir.portal.domain;

import dev.weir.contract.identity.DomainName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A tenant's domain: its name, how far it is, and what it is for.
 *
 * @param version grows with every change
 * @param state how far it is
 * @param finding what the last check found
 * @param token what the tenant publishes in order to prove it; empty for names of the platform
 * @param target host that a CNAME record of the name leads to; empty where none is needed
 * @param use what it is for
 * @param times when what happened or will
 */
public record Domain(
    DomainId id,
    DomainName name,
    long version,
    DomainState state,
    Finding finding,
    String token,
    Optional<DomainName> target,
    Use use,
    Times times) {

  /**
   * What a domain is for.
   *
   * @param push whether it takes publishers
   * @param playsOf the push domain whose streams it plays; empty when it serves no viewers
   * @param playedBy other domains that play its streams
   */
  public record Use(boolean push, Optional<DomainName> playsOf, List<DomainName> playedBy) {

    /** Copies the list. */
    public Use {
      playedBy = List.copyOf(playedBy);
    }

    /** Whether it serves viewers. */
    public boolean play() {
      return playsOf.isPresent();
    }
  }

  /**
   * When what happened or will.
   *
   * @param createdAt claimed
   * @param provenAt proven; empty when it is not
   * @param checkedAt last looked at; empty for never
   * @param checks how often it was looked at in its state
   * @param nextCheckAt next looked at; empty when nobody will unasked
   * @param deleteAfter gone for good; empty unless it is being deleted
   */
  public record Times(
      Instant createdAt,
      Optional<Instant> provenAt,
      Optional<Instant> checkedAt,
      int checks,
      Optional<Instant> nextCheckAt,
      Optional<Instant> deleteAfter) {}

  /** Whether its owner has proven it. */
  public boolean proven() {
    return times.provenAt().isPresent();
  }

  /** Whether it is a name of the platform's own, which needs neither proof nor record. */
  public boolean ofPlatform() {
    return token.isEmpty() && proven();
  }
}
