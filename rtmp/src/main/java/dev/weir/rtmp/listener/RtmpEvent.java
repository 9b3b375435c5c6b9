package dev.weir.rtmp.listener;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What operators hear of the door. */
enum RtmpEvent implements OperatorEvent {
  /** A connection has ended, with its code. */
  CONNECTION_CLOSED("rtmp.connection-closed", Level.INFO),
  /** A connection was not let in, or never finished its TLS handshake. */
  CONNECTION_TURNED_AWAY("rtmp.connection-turned-away", Level.INFO),
  /** A desk failed where it should have decided, or a session where it should have taken a tag. */
  DESK_FAILED("rtmp.desk-failed", Level.ERROR);

  private final String eventName;
  private final Level level;

  RtmpEvent(String eventName, Level level) {
    this.eventName = eventName;
    this.level = level;
  }

  @Override
  public String eventName() {
    return eventName;
  }

  @Override
  public Level level() {
    return level;
  }
}
