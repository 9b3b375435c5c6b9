package dev.weir.gateway.load;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What operators are told about load; the subject is the cause. */
enum LoadEvent implements OperatorEvent {
  /** A newcomer found no room. */
  VIEWERS_REFUSED;

  @Override
  public String eventName() {
    return switch (this) {
      case VIEWERS_REFUSED -> "gateway.viewers-refused";
    };
  }

  @Override
  public Level level() {
    return switch (this) {
      case VIEWERS_REFUSED -> Level.WARN;
    };
  }
}
