package dev.weir.gateway.edge;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What operators are told about copies; the subject is the stream. */
public enum EdgeEvent implements OperatorEvent {
  /** A copy is there. */
  PULL_BEGUN("edge.pull-begun", Level.INFO),
  /** The owner of a copy is away. */
  PULL_BROKEN("edge.pull-broken", Level.WARN),
  /** A copy is there no more, with the reason. */
  PULL_ENDED("edge.pull-ended", Level.INFO);

  private final String eventName;
  private final Level level;

  EdgeEvent(String eventName, Level level) {
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
