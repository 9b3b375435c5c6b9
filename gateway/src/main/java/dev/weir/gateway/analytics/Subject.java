package dev.weir.gateway.analytics;

import dev.weir.contract.analytics.Client;
import dev.weir.contract.analytics.Delivery;
import dev.weir.contract.analytics.Place;
import dev.weir.contract.identity.TenantId;

/**
 * Viewers of one kind, who are counted together.
 *
 * @param tenant whose stream they watch
 * @param place which stream; a domain for those who were not let in anywhere
 * @param delivery in which form
 * @param rendition which rendition; empty for the source, and where it is not told
 * @param referer host of the page that the player stands in, as {@link Referers} has it
 * @param client what they watch with
 */
public record Subject(
    TenantId tenant,
    Place place,
    Delivery delivery,
    String rendition,
    String referer,
    Client client) {

  /** The same, without the stream. */
  Subject ofDomain() {
    return new Subject(tenant, place.whole(), delivery, "", referer, client);
  }

  /** The same, without anything that only the viewer decides. */
  Subject coarse() {
    return new Subject(tenant, place, delivery, rendition, Referers.OTHER, Client.UNKNOWN);
  }
}
