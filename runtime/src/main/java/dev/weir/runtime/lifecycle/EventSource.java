package dev.weir.runtime.lifecycle;

import dev.weir.contract.event.LifecycleEvent;
import dev.weir.contract.identity.BootId;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Where the control plane hears of publishes. Several may listen: each fact goes to one of them.
 */
public interface EventSource {

  /**
   * A fact that somebody has to keep.
   *
   * @param id of the message that carried it
   */
  record Arrived(String id, LifecycleEvent event) {}

  /**
   * The next facts, in their order; none when nothing happened. What is not {@link #done} comes
   * again after a while, to whoever asks then.
   */
  Future<List<Arrived>> next();

  /** These are kept and need not come again. */
  Future<Void> done(List<Arrived> kept);

  /** Which of these starts of nodes still give a sign of life. */
  Future<Set<BootId>> alive(Collection<BootId> boots);
}
