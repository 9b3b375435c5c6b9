package dev.weir.runtime.event;

import org.slf4j.event.Level;

/** Something that an operator may want to know, as a constant of its room's {@code enum}. */
public interface OperatorEvent {

  /** Stable name, {@code room.what-happened}; alarms and searches rely on it. */
  String eventName();

  /** How serious it is. */
  Level level();
}
