package dev.weir.stream.fanout;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What operators are told about viewers; the subject is the stream. */
public enum FanoutEvent implements OperatorEvent {
  /** A viewer fell behind and gets nothing until a later key frame. */
  VIEWER_SKIPS("stream.viewer-skips", Level.INFO),
  /** A viewer took too little for too long, and its connection was ended. */
  VIEWER_CUT("stream.viewer-cut", Level.INFO);

  private final String eventName;
  private final Level level;

  FanoutEvent(String eventName, Level level) {
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
