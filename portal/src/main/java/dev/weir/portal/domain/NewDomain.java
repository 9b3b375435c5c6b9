package dev.weir.portal.domain;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import java.util.Set;

/**
 * A domain that takes publishers and serves their viewers under the same name, with the defaults of
 * a new domain for everything that is not said here.
 *
 * @param name the name
 * @param apps its apps
 * @param pushKey key that push URLs are signed with
 * @param playKey key that play URLs are signed with
 */
public record NewDomain(
    DomainName name, Set<AppName> apps, SigningKey pushKey, SigningKey playKey) {

  /** Copies the set. */
  public NewDomain {
    apps = Set.copyOf(apps);
  }
}
