package dev.weir.runtime.http;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What operators hear of HTTP listeners. */
enum HttpEvent implements OperatorEvent {
  /** A connection was one too many; the subject is the address that it came from. */
  CONNECTION_TURNED_AWAY;

  @Override
  public String eventName() {
    return switch (this) {
      case CONNECTION_TURNED_AWAY -> "http.connection-turned-away";
    };
  }

  @Override
  public Level level() {
    return switch (this) {
      case CONNECTION_TURNED_AWAY -> Level.WARN;
    };
  }
}
