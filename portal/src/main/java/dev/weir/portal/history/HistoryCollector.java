package dev.weir.portal.history;

import dev.weir.contract.event.StreamEvent;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.lifecycle.EventSource;
import dev.weir.runtime.lifecycle.EventSource.Arrived;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the nodes tell, and notices nodes that tell nothing any more. Failures are logged and
 * not thrown: what was not kept comes again. One caller at a time, on a virtual thread.
 */
public final class HistoryCollector {

  /** After so long without a sign of life, twice looked for, a node is lost. */
  static final Duration LOST_AFTER = Duration.ofSeconds(15);

  /** How long the history goes back. */
  static final Duration KEPT = Duration.ofDays(400);

  /** Publishes forgotten at once. */
  static final int FORGOTTEN_AT_ONCE = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(HistoryCollector.class);

  private final EventSource source;
  private final HistoryStore store;
  private final TimeSource time;

  private final Map<BootId, Long> silentSinceNanos = new HashMap<>();

  /** Collects into this store. */
  public HistoryCollector(EventSource source, HistoryStore store, TimeSource time) {
    this.source = source;
    this.store = store;
    this.time = time;
  }

  /** Keeps all that has arrived. */
  public void collect() {
    try {
      List<Arrived> arrived = source.next().await();
      while (!arrived.isEmpty()) {
        keep(arrived);
        arrived = source.next().await();
      }
    } catch (RuntimeException away) {
      LOG.debug("event=history.not-collected", away);
    }
  }

  /** Ends what was live on nodes that are gone. */
  public void endLost() {
    try {
      Set<HistoryStore.OpenBoot> open = store.open();
      Set<BootId> boots =
          open.stream().map(HistoryStore.OpenBoot::boot).collect(Collectors.toSet());
      Set<BootId> alive = source.alive(boots).await();
      silentSinceNanos.keySet().retainAll(boots);
      silentSinceNanos.keySet().removeAll(alive);
      for (HistoryStore.OpenBoot one : open) {
        if (!alive.contains(one.boot()) && lost(one.boot())) {
          int ended = store.lose(one, time.now());
          LOG.info(
              "event=history.node-lost boot={} tenant={} publishes={}",
              one.boot(),
              one.tenant(),
              ended);
        }
      }
    } catch (RuntimeException away) {
      LOG.debug("event=history.nodes-unknown", away);
    }
  }

  /** Forgets what is too old. */
  public void forget() {
    try {
      while (store.forget(time.now().minus(KEPT), FORGOTTEN_AT_ONCE) == FORGOTTEN_AT_ONCE) {
        LOG.debug("event=history.forgotten publishes={}", FORGOTTEN_AT_ONCE);
      }
    } catch (RuntimeException away) {
      LOG.debug("event=history.not-forgotten", away);
    }
  }

  /** Redis may have lost its memory a moment ago, and the node's next sign be on its way. */
  private boolean lost(BootId boot) {
    long now = time.nanos();
    Long since = silentSinceNanos.putIfAbsent(boot, now);
    return since != null && now - since >= LOST_AFTER.toNanos();
  }

  private void keep(List<Arrived> arrived) {
    Map<TenantId, List<StreamEvent>> byTenant = new LinkedHashMap<>();
    for (Arrived one : arrived) {
      if (one.event() instanceof StreamEvent event) {
        byTenant.computeIfAbsent(event.tenant(), _ -> new ArrayList<>()).add(event);
      }
    }
    byTenant.forEach(store::keep);
    source.done(arrived).await();
  }
}
