package dev.weir.contract.event;

import dev.weir.contract.health.HealthFinding;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something was wrong with a stream that came in: told when it begins and when it is over. It is
 * known by stream, issue and beginning.
 *
 * @param address the stream
 * @param boot that start of the node that found it: when it is gone, nobody will tell the end
 * @param finding what, since when, and the worst that was measured
 * @param endedAt when it was over; empty while it goes on
 */
public record HealthEpisode(
    StreamAddress address, BootId boot, HealthFinding finding, Optional<Instant> endedAt)
    implements LifecycleEvent {

  @Override
  public TenantId tenant() {
    return address.tenant();
  }
}
