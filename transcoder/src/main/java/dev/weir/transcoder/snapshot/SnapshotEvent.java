package dev.weir.transcoder.snapshot;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What operators are told about snapshots; the subject is the stream. */
public enum SnapshotEvent implements OperatorEvent {
  /** A picture could not be made, with the reason and the wait before the next one. */
  FAILED("snapshot.failed", Level.WARN),
  /** The picture of a recording could not be made. */
  NO_STILL("snapshot.no-still", Level.WARN),
  /** A picture did not get into the store, or not out of it. */
  NOT_KEPT("snapshot.not-kept", Level.WARN),
  /** Pictures whose time is over could not be deleted; the subject is the tenant. */
  NOT_SWEPT("snapshot.not-swept", Level.WARN);

  private final String eventName;
  private final Level level;

  SnapshotEvent(String eventName, Level level) {
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
