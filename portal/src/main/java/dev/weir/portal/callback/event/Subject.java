package dev.weir.portal.callback.event;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;

/**
 * What an event is about, and within which events keep their order. Empty texts mean nothing in
 * particular.
 *
 * @param domain a domain; of a stream, the push domain
 */
public record Subject(String domain, String app, String stream) {

  /** A stream, or a rendition. */
  public static Subject of(StreamAddress address) {
    return new Subject(
        address.pushDomain().value(), address.app().value(), address.stream().value());
  }

  /** A domain. */
  public static Subject of(DomainName domain) {
    return new Subject(domain.value(), "", "");
  }

  /** The tenant itself. */
  public static Subject ofTenant() {
    return new Subject("", "", "");
  }

  /** As the outbox tells subjects apart. */
  public String text() {
    return domain + "/" + app + "/" + stream;
  }
}
