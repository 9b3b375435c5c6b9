package dev.weir.runtime.guess;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What operators are told about guesses; the subject is the domain. */
public enum GuessEvent implements OperatorEvent {
  /** A network, or all of them together, was wrong more often than a limit allows. */
  EXCEEDED("access.guesses-exceeded", Level.WARN);

  private final String eventName;
  private final Level level;

  GuessEvent(String eventName, Level level) {
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
