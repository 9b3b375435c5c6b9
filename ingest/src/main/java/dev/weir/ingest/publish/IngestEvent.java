package dev.weir.ingest.publish;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What operators are told about publishers; the subject is the stream. */
public enum IngestEvent implements OperatorEvent {
  /** A publisher was let in. */
  PUBLISH_STARTED("ingest.publish-started", Level.INFO),
  /** A publisher is gone, with the reason. */
  PUBLISH_ENDED("ingest.publish-ended", Level.INFO);

  private final String eventName;
  private final Level level;

  IngestEvent(String eventName, Level level) {
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
