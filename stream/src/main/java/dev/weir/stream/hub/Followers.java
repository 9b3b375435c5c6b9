package dev.weir.stream.hub;

import dev.weir.media.bytes.MediaException;
import dev.weir.media.flv.FlvTag;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who follow one stream. What one of them fails at is kept from the others. */
final class Followers {

  private static final Logger LOG = LoggerFactory.getLogger(Followers.class);

  private final List<StreamListener> listeners = new CopyOnWriteArrayList<>();

  void open(LiveStream stream, List<StreamObserver> observers) {
    for (StreamObserver observer : observers) {
      try {
        listeners.add(observer.opened(stream));
      } catch (RuntimeException failure) {
        LOG.error("event=stream-observer-failed stream={}", stream.address(), failure);
      }
    }
  }

  void tag(FlvTag tag) {
    each(listener -> listener.onTag(tag));
  }

  void discontinuity() {
    each(StreamListener::onDiscontinuity);
  }

  void interrupted() {
    each(StreamListener::onInterrupted);
  }

  void resumed() {
    each(StreamListener::onResumed);
  }

  void ended() {
    each(StreamListener::onEnded);
    listeners.clear();
  }

  private void each(Consumer<StreamListener> call) {
    listeners.removeIf(listener -> failsAt(listener, call));
  }

  private static boolean failsAt(StreamListener listener, Consumer<StreamListener> call) {
    try {
      call.accept(listener);
      return false;
    } catch (MediaException unreadable) {
      LOG.debug("event=tag-not-followed listener={}", listener, unreadable);
      return false;
    } catch (RuntimeException failure) {
      LOG.error("event=stream-listener-failed listener={}", listener, failure);
      return true;
    }
  }
}
