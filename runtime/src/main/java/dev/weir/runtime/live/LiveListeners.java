package dev.weir.runtime.live;

import dev.weir.contract.identity.TenantId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to know of a tenant's changes. Thread-safe. */
final class LiveListeners {

  private static final Logger LOG = LoggerFactory.getLogger(LiveListeners.class);

  private final Map<TenantId, List<Runnable>> listeners = new ConcurrentHashMap<>();

  LiveBoard.Subscription add(TenantId tenant, Runnable listener) {
    // A wrapper of its own, so that a listener that subscribed twice ends once at a time.
    Runnable entry = () -> listener.run();
    listeners.compute(
        tenant,
        (key, known) -> {
          List<Runnable> all = known == null ? new CopyOnWriteArrayList<>() : known;
          all.add(entry);
          return all;
        });
    return () ->
        listeners.computeIfPresent(
            tenant,
            (key, all) -> {
              all.remove(entry);
              return all.isEmpty() ? null : all;
            });
  }

  void tell(TenantId tenant) {
    for (Runnable listener : listeners.getOrDefault(tenant, List.of())) {
      try {
        listener.run();
      } catch (RuntimeException faulty) {
        LOG.error("event=live.listener-failed tenant={}", tenant, faulty);
      }
    }
  }
}
