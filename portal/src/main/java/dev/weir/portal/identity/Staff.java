package dev.weir.portal.identity;

import dev.weir.contract.identity.TenantId;
import java.util.Set;

/**
 * One of the platform's staff, about to do something to tenants: the first parameter of services
 * that only staff may use. Made by the gate alone, so that to have one is to be allowed.
 *
 * @param person who
 * @param email what the person signs in with
 * @param origin where the request comes from
 */
public record Staff(PersonId person, String email, Origin origin) {

  /** The same one as somebody who acts in a tenant, for its audit log; without permissions. */
  public Actor in(TenantId tenant) {
    return new Actor(tenant, new Who.Operator(person, email), Set.of(), origin);
  }
}
