package dev.weir.runtime.policy;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What an operator may want to know about policies on their way. */
enum PolicyEvent implements OperatorEvent {
  /** Policies are known for the first time since start. */
  LOADED,
  /** A policy came that cannot be read; the last one that could stays in force. */
  UNREADABLE,
  /** Redis offers an older state than this node has seen. */
  REDIS_WENT_BACK,
  /** The last good state could not be written to disk. */
  SNAPSHOT_UNWRITTEN;

  @Override
  public String eventName() {
    return switch (this) {
      case LOADED -> "policy.loaded";
      case UNREADABLE -> "policy.unreadable";
      case REDIS_WENT_BACK -> "policy.redis-went-back";
      case SNAPSHOT_UNWRITTEN -> "policy.snapshot-unwritten";
    };
  }

  @Override
  public Level level() {
    return switch (this) {
      case LOADED -> Level.INFO;
      case REDIS_WENT_BACK -> Level.WARN;
      case UNREADABLE, SNAPSHOT_UNWRITTEN -> Level.ERROR;
    };
  }
}
