package dev.weir.portal.metering;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.metering.MeterKey;
import dev.weir.contract.metering.MeterReading;
import dev.weir.contract.metering.MeteredStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A node that counts what the test says, and keeps its batches until they are acknowledged. */
final class CountingNode {

  /** From one seal to the next. */
  static final Duration SEAL = Duration.ofSeconds(10);

  private final MeterBoot boot;
  private final Map<MeterKey, Long> counters = new LinkedHashMap<>();
  private final Map<MeterKey, Long> changed = new LinkedHashMap<>();
  private final TreeMap<Long, MeterBatch> journal = new TreeMap<>();
  private final Map<Instant, Long> countedByBucket = new HashMap<>();

  private long sequence;

  CountingNode(String node, String boot) {
    this.boot = new MeterBoot(new NodeId(node), new BootId(boot));
  }

  static MeterKey key(TenantId tenant, String stream, MeterDetail detail) {
    return new MeterKey(
        tenant,
        new MeteredStream(
            new DomainName("m.example.org"),
            new AppName("live"),
            new StreamName(stream),
            Optional.empty()),
        detail);
  }

  MeterBoot boot() {
    return boot;
  }

  void count(MeterKey key, long amount) {
    changed.merge(key, amount, Long::sum);
  }

  /** Seals what was counted since {@code from}, and ends these counters, or all with the boot. */
  MeterBatch seal(Instant from, List<MeterKey> ended, boolean last) {
    Instant bucket = Bucket.of(from);
    List<MeterReading> readings = new ArrayList<>();
    changed.forEach((key, amount) -> {
      long now = counters.merge(key, amount, Long::sum);
      countedByBucket.merge(bucket, amount, Long::sum);
      boolean closed = ended.contains(key);
      readings.add(new MeterReading(key, now, closed));
      if (closed) {
        counters.remove(key);
      }
    });
    changed.clear();
    MeterBatch batch = new MeterBatch(boot, ++sequence, from, from.plus(SEAL), last, readings);
    journal.put(batch.sequence(), batch);
    return batch;
  }

  MeterBatch seal(Instant from) {
    return seal(from, List.of(), false);
  }

  /** What is not known to be kept. */
  List<MeterBatch> unacknowledged() {
    return List.copyOf(journal.values());
  }

  void acknowledged(long kept) {
    journal.headMap(kept, true).clear();
  }

  /** All that was counted, by the bucket that it belongs to. */
  Map<Instant, Long> countedByBucket() {
    return countedByBucket;
  }
}
