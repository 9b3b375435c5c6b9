package dev.weir.portal.library;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingId;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.library.log.RecordingLog;
import dev.weir.runtime.storage.ObjectName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A recording as a node tells of it.
 *
 * @param domain push domain
 * @param stream name within the app {@code live}
 */
public record Recorded(
    TenantId tenant, RecordingId id, String domain, String stream, RecordingFormat format) {

  /** When recordings of tests begin. */
  public static final Instant BEGAN = PortalHouse.START.minusSeconds(7_200);

  /** A new one. */
  public static Recorded of(TenantId tenant, String domain, String stream, RecordingFormat format) {
    return new Recorded(tenant, new RecordingId(UUID.randomUUID()), domain, stream, format);
  }

  /** What the store calls it. */
  public ObjectName object() {
    return new ObjectName(tenant, "record/" + id + "." + format.extension());
  }

  /** That it is so far, so many seconds after it began. */
  public RecordingEvent told(RecordingEvent.State state, int second, String cause) {
    boolean ready = state == RecordingEvent.State.READY;
    return new RecordingEvent(
        id,
        new StreamAddress(
            tenant, new DomainName(domain), new AppName("live"), new StreamName(stream)),
        new NodeId("node1"),
        new BootId("boot1"),
        format,
        BEGAN,
        BEGAN.plusSeconds(second),
        state,
        second * 1_000L,
        second * 100_000L,
        1_920,
        1_080,
        Optional.empty(),
        ready ? object().path() : "",
        cause);
  }

  /** Has a node tell that it is ready, and the store have it. */
  public Recorded ready(PortalHouse house, byte[] bytes) {
    house.objects().put(object(), bytes);
    new RecordingLog(house.database(), new Outbox(house.time()))
        .keep(
            tenant,
            List.of(
                told(RecordingEvent.State.RUNNING, 1, ""),
                told(RecordingEvent.State.READY, 3_600, "")));
    return this;
  }
}
