package dev.weir.portal.domain.access;

import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.contract.policy.ViewerRules;
import java.util.Optional;

/** Who may enter on one side of a domain. Keys have a life of their own and are no part of it. */
public sealed interface AccessSettings {

  /** How people prove their right. */
  Proofs proofs();

  /** The same, refusing whoever has no proof; or not refusing them. */
  AccessSettings requiring(boolean proof);

  /**
   * Who may push.
   *
   * @param rules whom they hold for, whatever they can prove
   */
  record OfPublishers(Proofs proofs, PublisherRules rules) implements AccessSettings {

    @Override
    public OfPublishers requiring(boolean proof) {
      return new OfPublishers(proofs.requiring(proof), rules);
    }
  }

  /**
   * Who may play.
   *
   * @param rules whom they hold for, whatever they can prove
   * @param remote the tenant's own say; empty when nobody is asked
   */
  record OfViewers(Proofs proofs, ViewerRules rules, Optional<RemoteAuthorization> remote)
      implements AccessSettings {

    @Override
    public OfViewers requiring(boolean proof) {
      return new OfViewers(proofs.requiring(proof), rules, remote);
    }
  }
}
