package dev.weir.runtime.metering;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.metering.MeterKey;
import dev.weir.contract.metering.MeterReading;
import dev.weir.contract.metering.MeteredStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Batches for tests. */
final class Batches {

  static final TenantId TENANT = new TenantId(new UUID(1, 2));
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final NodeId NODE = new NodeId("node-1");
  static final MeterBoot BOOT = new MeterBoot(NODE, new BootId("boot-1"));

  private Batches() {}

  static MeterKey key(String stream) {
    return key(stream, Optional.empty());
  }

  static MeterKey key(String stream, Optional<TemplateId> rendition) {
    return new MeterKey(
        TENANT,
        new MeteredStream(
            new DomainName("play.example.com"),
            new AppName("live"),
            new StreamName(stream),
            rendition),
        MeterDetail.FLV);
  }

  static MeterBatch batch(long sequence, MeterReading... readings) {
    return new MeterBatch(
        BOOT, sequence, NOON, NOON.plusSeconds(10), sequence == 3, List.of(readings));
  }
}
