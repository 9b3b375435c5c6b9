package dev.weir.gateway.quota;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What operators are told about quotas. */
enum QuotaEvent implements OperatorEvent {
  /** The other gateways were not told, and not heard: what they said last holds. */
  NOT_EXCHANGED;

  @Override
  public String eventName() {
    return switch (this) {
      case NOT_EXCHANGED -> "gateway.use-not-exchanged";
    };
  }

  @Override
  public Level level() {
    return switch (this) {
      case NOT_EXCHANGED -> Level.WARN;
    };
  }
}
