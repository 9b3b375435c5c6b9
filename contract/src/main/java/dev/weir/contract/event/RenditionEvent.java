package dev.weir.contract.event;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * A rendition of a live stream can be watched, or cannot be made.
 *
 * @param id of this fact: made at random by its node
 * @param source the stream that it is made of
 * @param rendition its name
 * @param at when that was noticed
 * @param cause why it cannot be made, one word; empty for one that can be watched
 */
public record RenditionEvent(
    UUID id, StreamAddress source, StreamName rendition, Instant at, String cause)
    implements LifecycleEvent {

  @Override
  public TenantId tenant() {
    return source.tenant();
  }
}
