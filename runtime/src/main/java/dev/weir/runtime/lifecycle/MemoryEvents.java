package dev.weir.runtime.lifecycle;

import dev.weir.contract.event.LifecycleEvent;
import dev.weir.contract.identity.BootId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Teller and source in one process, for tests: what is not done comes again at once. Thread-safe.
 */
public final class MemoryEvents implements EventTeller, EventSource {

  private final Map<String, LifecycleEvent> open = new LinkedHashMap<>();
  private final Set<BootId> alive = new HashSet<>();
  private long told;
  private @Nullable Throwable failure;

  /** A start of a node gives signs of life from now on, or none any more. */
  public synchronized void alive(BootId boot, boolean isAlive) {
    if (isAlive) {
      alive.add(boot);
    } else {
      alive.remove(boot);
    }
  }

  /** Whoever asks is failed with this from now on; with null, answered again. */
  public synchronized void fail(@Nullable Throwable cause) {
    failure = cause;
  }

  @Override
  public synchronized void tell(LifecycleEvent event) {
    open.put(Long.toString(++told), event);
  }

  @Override
  public synchronized Future<List<Arrived>> next() {
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    List<Arrived> arrived = new ArrayList<>();
    open.forEach((id, event) -> arrived.add(new Arrived(id, event)));
    return Future.succeededFuture(arrived);
  }

  @Override
  public synchronized Future<Void> done(List<Arrived> kept) {
    kept.forEach(one -> open.remove(one.id()));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Set<BootId>> alive(Collection<BootId> boots) {
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    Set<BootId> living = new HashSet<>(boots);
    living.retainAll(alive);
    return Future.succeededFuture(living);
  }
}
