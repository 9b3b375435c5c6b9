package dev.weir.runtime.lifecycle;

import dev.weir.contract.event.LifecycleEvent;

/** How a node tells what happened to its publishes and recordings. */
@FunctionalInterface
public interface EventTeller {

  /** Tells a fact, now or as soon as somebody listens. Any thread; does not block or fail. */
  void tell(LifecycleEvent event);
}
