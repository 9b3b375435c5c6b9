package dev.weir.ingest.publish;

import dev.weir.contract.event.LifecycleEvent;
import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.event.StreamEnded;
import dev.weir.runtime.lifecycle.EventTeller;
import dev.weir.runtime.metrics.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts how publishes end, on the way of the news to the control plane. Thread-safe. */
public final class PublishTally implements EventTeller {

  private final EventTeller next;
  private final Map<PublishEnd, LongAdder> ended = new ConcurrentHashMap<>();

  /** Passes everything on to {@code next}. */
  public PublishTally(EventTeller next) {
    this.next = next;
  }

  /** Shows how many ended, by reason. */
  public void show(Metrics metrics) {
    for (PublishEnd end : PublishEnd.values()) {
      metrics.counter(PublishMetric.ENDED, count(end), end.name());
    }
  }

  @Override
  public void tell(LifecycleEvent event) {
    if (event instanceof StreamEnded end) {
      count(end.reason()).increment();
    }
    next.tell(event);
  }

  private LongAdder count(PublishEnd end) {
    return ended.computeIfAbsent(end, _ -> new LongAdder());
  }
}
