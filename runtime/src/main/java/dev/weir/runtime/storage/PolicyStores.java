package dev.weir.runtime.storage;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.StoreId;
import dev.weir.runtime.policy.PolicyDirectory;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stores of the data plane: a tenant's own are what the policies of its push domains say.
 * Thread-safe.
 */
public final class PolicyStores implements ObjectStores {

  private final ObjectStore operators;
  private final PolicyDirectory policies;
  private final TenantBuckets buckets;

  /** The operator's store, and those that policies name. */
  public PolicyStores(ObjectStore operators, PolicyDirectory policies, TenantBuckets buckets) {
    this.operators = operators;
    this.policies = policies;
    this.buckets = buckets;
  }

  @Override
  public ObjectStore of(StreamAddress address, Optional<StoreId> store) {
    if (store.isEmpty()) {
      return operators;
    }
    StoreId id = store.get();
    return policies
        .find(address.pushDomain())
        .filter(policy -> policy.tenant().equals(address.tenant()))
        .flatMap(policy -> bucket(policy, id))
        // The domain may be gone; all that the tenant has know the same stores.
        .or(() -> others(address).flatMap(policy -> bucket(policy, id).stream()).findAny())
        .map(buckets::open)
        .orElseThrow(() -> ObjectStores.absent(address, id));
  }

  private Stream<DomainPolicy> others(StreamAddress address) {
    return policies.all().stream().filter(policy -> policy.tenant().equals(address.tenant()));
  }

  private static Optional<Bucket> bucket(DomainPolicy policy, StoreId id) {
    return policy.push().map(push -> push.keeping().stores().get(id));
  }
}
