package dev.weir.gateway.seat;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.UserMark;
import dev.weir.contract.identity.ViewerId;

/**
 * A user of a tenant, as far as a session tells.
 *
 * @param pushDomain whose streams are watched: the same person on all of its play domains
 * @param user what all sessions of the user have in common
 */
public record Person(DomainName pushDomain, UserMark user) {

  /** Whose session it is; the session must name a user. */
  static Person of(DomainName pushDomain, ViewerId viewer) {
    return new Person(pushDomain, viewer.user());
  }
}
