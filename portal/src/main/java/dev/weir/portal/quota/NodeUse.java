package dev.weir.portal.quota;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.TenantUse;
import dev.weir.runtime.live.LiveBoard;
import dev.weir.runtime.live.LiveEntry;
import dev.weir.runtime.usage.UsageBoard;
import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the nodes tell of themselves. For virtual threads. */
public final class NodeUse implements LiveUse {

  private static final Logger LOG = LoggerFactory.getLogger(NodeUse.class);

  private final LiveBoard live;
  private final UsageBoard usage;

  /**
   * Reads these.
   *
   * @param live streams and their ladders
   * @param usage viewers and egress, as gateways decide by
   */
  public NodeUse(LiveBoard live, UsageBoard usage) {
    this.live = live;
    this.usage = usage;
  }

  @Override
  public Map<QuotaKind, Long> of(TenantId tenant) {
    Future<List<LiveEntry>> streams = live.streams(tenant);
    Future<TenantUse> viewing = usage.use(tenant);
    Map<QuotaKind, Long> use = new EnumMap<>(QuotaKind.class);
    answer(tenant, streams)
        .ifPresent(entries -> {
          use.put(QuotaKind.LIVE_STREAMS, (long) entries.size());
          use.put(QuotaKind.TRANSCODES, encodings(entries));
        });
    answer(tenant, viewing)
        .ifPresent(now -> {
          use.put(QuotaKind.VIEWERS, now.viewers());
          use.put(QuotaKind.EGRESS_BITS_PER_S, now.egressBits());
        });
    return use;
  }

  private static long encodings(List<LiveEntry> entries) {
    return entries.stream()
        .flatMap(entry -> entry.ladder().stream())
        .mapToLong(LadderReport::encodings)
        .sum();
  }

  private static <T> Optional<T> answer(TenantId tenant, Future<T> asked) {
    try {
      return Optional.of(asked.await());
    } catch (Exception unanswered) {
      LOG.warn("event=portal.use.unknown tenant={} cause={}", tenant, String.valueOf(unanswered));
      return Optional.empty();
    }
  }
}
