package dev.weir.runtime.boot;

import dev.weir.runtime.clock.TimeSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is open, in the order in which it was opened, each with its own end. Whatever is opened
 * later may use what was opened before, and is closed first; one that fails to close does not keep
 * the others open. One thread at a time.
 */
public final class Parts {

  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final TimeSource time;
  private final Deque<Part> open = new ArrayDeque<>();

  /** Nothing is open yet. */
  public Parts(TimeSource time) {
    this.time = time;
  }

  /** Opens something that has an end. */
  public <T> T open(String name, Opening<T> opening, Closing<T> closing) {
    long begunNanos = time.nanos();
    try {
      T part = opening.open();
      open.push(new Part(name, () -> closing.close(part)));
      long tookMs = TimeUnit.NANOSECONDS.toMillis(time.nanos() - begunNanos);
      LOG.debug("event=part.open name={} ms={}", name, tookMs);
      return part;
    } catch (Exception failed) {
      throw new PartFailedException(name, failed);
    }
  }

  /** Closes everything, last opened first, and returns what went wrong meanwhile. */
  public List<Exception> close() {
    List<Exception> failures = new ArrayList<>();
    while (!open.isEmpty()) {
      Part part = open.pop();
      try {
        part.closing.close();
      } catch (Exception failed) {
        LOG.warn("event=part.close-failed name={}", part.name, failed);
        failures.add(failed);
      }
    }
    return failures;
  }

  /** How something is opened; may block. */
  @FunctionalInterface
  public interface Opening<T> {
    /** Opens it, whole or not at all. */
    T open() throws Exception;
  }

  /** How it is closed again; may block, within a limit of its own. */
  @FunctionalInterface
  public interface Closing<T> {
    /** Closes it; called once. */
    void close(T part) throws Exception;
  }

  private record Part(String name, Ending closing) {}

  @FunctionalInterface
  private interface Ending {
    void close() throws Exception;
  }

  /** Something did not open. */
  public static final class PartFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PartFailedException(String name, Exception cause) {
      super(name + " did not start: " + cause.getMessage(), cause);
    }
  }
}
