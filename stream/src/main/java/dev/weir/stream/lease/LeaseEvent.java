package dev.weir.stream.lease;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What operators are told about leases; the subject is the stream, or the node. */
enum LeaseEvent implements OperatorEvent {
  /** This node took a stream from another one, which the line names with what it had said. */
  TAKEN("lease.taken", Level.INFO),
  /** Another node took a stream of this one. */
  LOST("lease.lost", Level.WARN),
  /** A publisher was let in without a lease, since Redis did not answer; it is claimed later. */
  OWED("lease.owed", Level.WARN),
  /** A message about leases could not be read: another version, or not ours. */
  UNREADABLE("lease.message-unreadable", Level.WARN),
  /** Redis did not hear that this node is there. */
  NOT_RENEWED("lease.not-renewed", Level.WARN);

  private final String eventName;
  private final Level level;

  LeaseEvent(String eventName, Level level) {
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
