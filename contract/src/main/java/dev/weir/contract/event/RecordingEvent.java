package dev.weir.contract.event;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.storage.StoreId;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a file of a recording has come.
 *
 * @param id the file
 * @param address the stream, or the rendition
 * @param node the node that records
 * @param boot that start of the node
 * @param format the kind of file
 * @param startedAt when its media begins
 * @param at when this was so
 * @param state how far it has come
 * @param durationMs length of its media, milliseconds
 * @param bytes its size; of HLS, of all segments
 * @param width of the picture in pixels; 0 without one
 * @param height of the picture in pixels; 0 without one
 * @param store the tenant's store that it lies in, or comes to; empty for the operator's
 * @param objectName where the store has it, or its playlist; empty before it is ready
 * @param cause why it failed, or why the store does not take it yet, the name of a fault; empty
 *     otherwise
 */
public record RecordingEvent(
    RecordingId id,
    StreamAddress address,
    NodeId node,
    BootId boot,
    RecordingFormat format,
    Instant startedAt,
    Instant at,
    State state,
    long durationMs,
    long bytes,
    int width,
    int height,
    Optional<StoreId> store,
    String objectName,
    String cause)
    implements LifecycleEvent {

  /** How far a file has come. Names are stored: they are never changed. */
  public enum State {
    /** Media is being added. */
    RUNNING,
    /** It is whole, and on its way to the store. */
    SAVING,
    /** It is in the store. */
    READY,
    /** There is no file; the cause says why. */
    FAILED
  }

  @Override
  public TenantId tenant() {
    return address.tenant();
  }
}
