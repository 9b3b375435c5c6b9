package dev.weir.gateway.analytics;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What operators are told about analytics. */
enum AnalyticsEvent implements OperatorEvent {
  /** Redis did not take it: minutes are told again, moments are not. */
  NOT_TOLD,
  /** Too much waited, and the oldest is gone. */
  LOST;

  @Override
  public String eventName() {
    return switch (this) {
      case NOT_TOLD -> "gateway.analytics-not-told";
      case LOST -> "gateway.analytics-lost";
    };
  }

  @Override
  public Level level() {
    return Level.WARN;
  }
}
