package dev.weir.portal.api;

import dev.weir.contract.identity.TenantId;
import java.util.Set;

/**
 * The program behind a request.
 *
 * @param tenant whose key it has
 * @param prefix names the key
 * @param scopes what the key may be used for, as text: one that this release does not know is kept
 */
record ApiCaller(TenantId tenant, String prefix, Set<String> scopes) {

  ApiCaller {
    scopes = Set.copyOf(scopes);
  }

  boolean may(ApiScope scope) {
    return scopes.contains(scope.text());
  }
}
