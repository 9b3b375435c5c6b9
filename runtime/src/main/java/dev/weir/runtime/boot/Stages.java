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
 * All stages of a process: started in order, stopped in reverse, each once. When one does not
 * start, those before it are stopped again. Between running and stopped a process may drain: it is
 * no longer ready for newcomers, and goes on for those it has. May start again after it stopped.
 * Thread-safe; {@link #state()} never waits for a start or a stop.
 */
public final class Stages {

  private static final Logger LOG = LoggerFactory.getLogger(Stages.class);

  private final List<Stage> stages;
  private final TimeSource time;
  private final Deque<Stage> started = new ArrayDeque<>();

  private volatile State state = State.STOPPED;

  /** Where a process is between its start and its end. */
  public enum State {
    /** Nothing runs. */
    STOPPED,
    /** Some stages run. */
    STARTING,
    /** All stages run. */
    RUNNING,
    /** All stages run, and newcomers shall go elsewhere. */
    DRAINING,
    /** Stages are being stopped. */
    STOPPING
  }

  /** Stages in the order of their start. */
  public Stages(List<Stage> stages, TimeSource time) {
    this.stages = List.copyOf(stages);
    this.time = time;
  }

  /** Where the process is now. */
  public State state() {
    return state;
  }

  /**
   * Starts all stages; does nothing unless stopped. Throws what the failing stage threw, with what
   * went wrong while stopping the others suppressed in it.
   */
  public synchronized void start() throws Exception {
    if (state != State.STOPPED) {
      return;
    }
    state = State.STARTING;
    for (Stage stage : stages) {
      long startNanos = time.nanos();
      try {
        stage.start();
      } catch (Throwable failed) {
        LOG.error("event=boot.stage-failed stage={}", stage.name());
        stopStarted().forEach(failure -> failed.addSuppressed(failure.cause()));
        state = State.STOPPED;
        throw failed;
      }
      started.push(stage);
      LOG.debug("event=boot.stage-started stage={} ms={}", stage.name(), sinceMs(startNanos));
    }
    state = State.RUNNING;
  }

  /** Says that newcomers shall go elsewhere; does nothing unless running. */
  public synchronized void drain() {
    if (state == State.RUNNING) {
      state = State.DRAINING;
      LOG.info("event=boot.draining");
    }
  }

  /** Stops all stages that run; returns those that did not stop as they should. */
  public synchronized List<StopFailure> stop() {
    state = State.STOPPING;
    List<StopFailure> failures = stopStarted();
    state = State.STOPPED;
    return failures;
  }

  private List<StopFailure> stopStarted() {
    List<StopFailure> failures = new ArrayList<>();
    while (!started.isEmpty()) {
      Stage stage = started.pop();
      long startNanos = time.nanos();
      try {
        stage.stop();
        LOG.debug("event=boot.stage-stopped stage={} ms={}", stage.name(), sinceMs(startNanos));
      } catch (Throwable failed) {
        LOG.error("event=boot.stage-not-stopped stage={}", stage.name(), failed);
        failures.add(new StopFailure(stage.name(), failed));
      }
    }
    return List.copyOf(failures);
  }

  private long sinceMs(long startNanos) {
    return TimeUnit.NANOSECONDS.toMillis(time.nanos() - startNanos);
  }
}
