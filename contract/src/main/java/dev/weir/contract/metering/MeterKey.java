package dev.weir.contract.metering;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.TemplateId;
import java.util.Optional;

/**
 * What one counter counts.
 *
 * @param tenant who is billed
 * @param stream of which stream; empty when a node had to count several together, because it has no
 *     room to tell so many apart
 * @param meter what is counted
 * @param detail how it is divided
 */
public record MeterKey(
    TenantId tenant, Optional<MeteredStream> stream, Meter meter, MeterDetail detail) {

  /** Throws {@link IllegalArgumentException} for a detail of another meter. */
  public MeterKey {
    if (detail.meter() != meter) {
      throw new IllegalArgumentException(detail + " does not divide " + meter);
    }
  }

  /** The key of one stream's counter; the detail says which meter it is. */
  public MeterKey(TenantId tenant, MeteredStream stream, MeterDetail detail) {
    this(tenant, Optional.of(stream), detail.meter(), detail);
  }

  /** The counter of a stream where it is pushed, or of one of its renditions. */
  public static MeterKey pushed(
      StreamAddress source, Optional<TemplateId> rendition, MeterDetail detail) {
    MeteredStream stream =
        new MeteredStream(source.pushDomain(), source.app(), source.stream(), rendition);
    return new MeterKey(source.tenant(), stream, detail);
  }

  /** The counter for all of a tenant's streams that have none of their own. */
  public MeterKey coarse() {
    return new MeterKey(tenant, Optional.empty(), meter, detail);
  }
}
