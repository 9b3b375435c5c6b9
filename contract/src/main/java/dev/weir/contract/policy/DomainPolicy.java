package dev.weir.contract.policy;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import java.util.Optional;

/**
 * Everything that holds for one domain name. A name may serve as a push domain and as a play
 * domain.
 *
 * @param tenant owner of the domain; the only source of a request's tenant
 * @param domain the name
 * @param version grows with every change of any part; a reader never goes back to a smaller one
 * @param push rules for publishers; empty when the domain takes none
 * @param play rules for viewers; empty when the domain serves none
 * @param suspended whether the platform has suspended the tenant: nothing is published or played
 * @param blocks streams that are blocked, of the domain itself and of the push domain that it plays
 * @param revocations whose viewing of the streams that the domain plays was ended
 * @param quota what the tenant may have on all of its domains together
 */
public record DomainPolicy(
    TenantId tenant,
    DomainName domain,
    long version,
    Optional<PushPolicy> push,
    Optional<PlayPolicy> play,
    boolean suspended,
    BlockList blocks,
    Revocations revocations,
    TenantQuota quota) {

  /** A policy of a tenant without quotas, which ends nobody's viewing. */
  public DomainPolicy(
      TenantId tenant,
      DomainName domain,
      long version,
      Optional<PushPolicy> push,
      Optional<PlayPolicy> play,
      boolean suspended,
      BlockList blocks) {
    this(
        tenant,
        domain,
        version,
        push,
        play,
        suspended,
        blocks,
        Revocations.none(),
        TenantQuota.UNLIMITED);
  }

  /** A policy that blocks no stream. */
  public DomainPolicy(
      TenantId tenant,
      DomainName domain,
      long version,
      Optional<PushPolicy> push,
      Optional<PlayPolicy> play,
      boolean suspended) {
    this(tenant, domain, version, push, play, suspended, BlockList.none());
  }

  /** A policy that is in force and blocks no stream. */
  public DomainPolicy(
      TenantId tenant,
      DomainName domain,
      long version,
      Optional<PushPolicy> push,
      Optional<PlayPolicy> play) {
    this(tenant, domain, version, push, play, false, BlockList.none());
  }

  /** The same for a tenant that may have so much. */
  public DomainPolicy within(TenantQuota most) {
    return new DomainPolicy(
        tenant, domain, version, push, play, suspended, blocks, revocations, most);
  }

  /** The same with other revocations. */
  public DomainPolicy ending(Revocations ended) {
    return new DomainPolicy(tenant, domain, version, push, play, suspended, blocks, ended, quota);
  }
}
