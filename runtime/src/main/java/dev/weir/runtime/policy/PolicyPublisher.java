package dev.weir.runtime.policy;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import io.vertx.core.Future;
import java.util.Collection;

/**
 * Tells every node what a domain's policy is now. The control plane calls this after its commit.
 */
public interface PolicyPublisher {

  /** Puts a policy into force, unless a newer version already is. */
  Future<Void> publish(DomainPolicy policy);

  /** Takes a domain out of service. */
  Future<Void> remove(DomainName domain);

  /**
   * Makes the given policies all that there are: for the start of the control plane, and after
   * Redis came back empty.
   */
  Future<Void> republishAll(Collection<DomainPolicy> policies);
}
