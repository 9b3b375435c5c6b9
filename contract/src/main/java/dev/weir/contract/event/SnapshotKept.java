package dev.weir.contract.event;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * A picture of a live stream was taken, and is in the store. There are as many as rules want, up to
 * one each second: when there are too many of them to be told, they give way to all other facts.
 *
 * @param id of this fact: made at random by its node
 * @param stream of which stream
 * @param takenAt when the picture was seen
 * @param objectName where the store has it
 */
public record SnapshotKept(UUID id, StreamAddress stream, Instant takenAt, String objectName)
    implements LifecycleEvent {

  @Override
  public TenantId tenant() {
    return stream.tenant();
  }
}
