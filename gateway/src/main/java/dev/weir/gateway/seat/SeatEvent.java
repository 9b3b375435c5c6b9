package dev.weir.gateway.seat;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What operators are told about places. */
enum SeatEvent implements OperatorEvent {
  /** The board that gateways share cannot be asked: each counts for itself. */
  BOARD_AWAY;

  @Override
  public String eventName() {
    return switch (this) {
      case BOARD_AWAY -> "gateway.places-not-shared";
    };
  }

  @Override
  public Level level() {
    return switch (this) {
      case BOARD_AWAY -> Level.WARN;
    };
  }
}
