package dev.weir.gateway.remote;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What operators are told about tenants' endpoints. */
enum RemoteEvent implements OperatorEvent {
  /** An endpoint gave no answer. */
  UNANSWERED;

  @Override
  public String eventName() {
    return switch (this) {
      case UNANSWERED -> "gateway.remote-unanswered";
    };
  }

  @Override
  public Level level() {
    return switch (this) {
      case UNANSWERED -> Level.WARN;
    };
  }
}
