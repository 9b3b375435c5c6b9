package dev.weir.recorder;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What an operator may want to know of recordings. */
public enum RecorderEvent implements OperatorEvent {
  /** There is no room: recordings are saved as far as they are, and go on when there is some. */
  SPOOL_FULL("recorder.spool-full", Level.ERROR),
  /** A segment came faster than the disk takes it. */
  DISK_SLOW("recorder.disk-slow", Level.ERROR),
  /** Writing failed for another reason. */
  WRITE_FAILED("recorder.write-failed", Level.ERROR),
  /** The store did not take a recording; it is offered again. */
  SAVE_FAILED("recorder.save-failed", Level.WARN),
  /** A recording is without a picture. */
  NO_POSTER("recorder.no-poster", Level.WARN),
  /** What an earlier start left is saved now. */
  LEFT_BEHIND("recorder.left-behind", Level.INFO),
  /** What is over in the store was not deleted; the next round tries again. */
  NOT_SWEPT("recorder.not-swept", Level.WARN),
  /** What an earlier start left cannot be read. */
  UNREADABLE("recorder.unreadable", Level.ERROR);

  private final String eventName;
  private final Level level;

  RecorderEvent(String eventName, Level level) {
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
