package dev.weir.runtime.lifecycle;

import dev.weir.contract.event.LifecycleEvent;
import dev.weir.contract.event.SnapshotKept;
import dev.weir.contract.identity.BootId;
import java.time.Duration;

/**
 * Where facts are in Redis: one stream for all nodes, read by one group, and another one for
 * pictures, of which there may be so many that others were lost; and for each start of a node a
 * text that is gone when it has been silent for a while.
 */
final class EventKeys {

  static final String STREAM = "weir:events";
  static final String PICTURES = "weir:events:pictures";

  /** Facts that are kept for a control plane that is away; older ones are lost. */
  static final int MAX_LENGTH = 100_000;

  /** Of pictures. */
  static final int MAX_PICTURES = 10_000;

  /** How long a sign of life holds. */
  static final Duration EXPIRY = Duration.ofSeconds(15);

  /** How often it is given: two may be lost. */
  static final Duration RENEWAL = Duration.ofSeconds(5);

  private EventKeys() {}

  /** Where a fact goes. */
  static String stream(LifecycleEvent event) {
    return event instanceof SnapshotKept ? PICTURES : STREAM;
  }

  static int maxLength(String stream) {
    return stream.equals(PICTURES) ? MAX_PICTURES : MAX_LENGTH;
  }

  static String alive(BootId boot) {
    return "weir:events:alive:" + boot;
  }
}
