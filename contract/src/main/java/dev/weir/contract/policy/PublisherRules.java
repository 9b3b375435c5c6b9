package dev.weir.contract.policy;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.identity.Wildcard;

/**
 * Which publishers a push domain lets in, whatever they can prove.
 *
 * @param networks where they may come from
 * @param streams which names they may publish
 */
public record PublisherRules(AccessList<Cidr> networks, AccessList<Wildcard> streams) {

  private static final PublisherRules NONE = new PublisherRules(AccessList.off(), AccessList.off());

  /** Everybody may enter. */
  public static PublisherRules none() {
    return NONE;
  }
}
