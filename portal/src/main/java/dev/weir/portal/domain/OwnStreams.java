package dev.weir.portal.domain;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.identity.Actor;

/**
 * Whether a stream may exist for a tenant: on a push domain of its own, in an app that is there.
 */
public final class OwnStreams {

  private final DomainStore domains;

  /** Looks among the domains of this store. */
  public OwnStreams(DomainStore domains) {
    this.domains = domains;
  }

  /** Throws {@code WeirFault NOT_FOUND} for a stream of others, or of nobody. */
  public void require(Actor actor, StreamAddress address) {
    boolean own =
        address.tenant().equals(actor.tenant())
            && domains.of(actor.tenant()).push(address.pushDomain(), address.app()).isPresent();
    if (!own) {
      throw new WeirFault(
          FaultCode.NOT_FOUND, "tenant=" + actor.tenant() + " stream=" + address.path());
    }
  }

  /** {@code domain/app/stream}: what a tenant's own pages and its audit log call it. */
  public static String title(StreamAddress address) {
    return address.pushDomain() + "/" + address.path();
  }
}
