package dev.weir.transcoder.supervise;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What operators are told about transcoding; the subject is the source, or the rendition. */
public enum TranscoderEvent implements OperatorEvent {
  /** A process was started, with the renditions that it makes. */
  STARTED("transcoder.started", Level.INFO),
  /** Renditions are left out, since the node encodes as much as it may. */
  LEFT_OUT("transcoder.left-out", Level.WARN),
  /** A source is more than is transcoded: no process is started, with the code. */
  REFUSED("transcoder.refused", Level.WARN),
  /** A process is no more, with the reason. */
  EXITED("transcoder.exited", Level.INFO),
  /** A process died of itself and is started again, with the reason and the wait. */
  DIED("transcoder.died", Level.WARN),
  /** It died so often that its renditions are ended; it is tried again after a long while. */
  GAVE_UP("transcoder.gave-up", Level.ERROR),
  /** A rendition cannot be published, or is not wanted any more. */
  RENDITION_REFUSED("transcoder.rendition-refused", Level.WARN);

  private final String eventName;
  private final Level level;

  TranscoderEvent(String eventName, Level level) {
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
