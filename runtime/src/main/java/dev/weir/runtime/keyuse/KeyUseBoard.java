package dev.weir.runtime.keyuse;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import io.vertx.core.Future;

/** How keys are used, over all nodes. */
@FunctionalInterface
public interface KeyUseBoard {

  /** How the keys of a domain are used; fails when nobody can say. */
  Future<KeyUse> use(TenantId tenant, DomainName domain);
}
