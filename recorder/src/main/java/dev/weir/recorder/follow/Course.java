package dev.weir.recorder.follow;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.recorder.RecorderEvent;
import dev.weir.recorder.RecorderTally;
import dev.weir.recorder.take.SealedSegment;
import dev.weir.runtime.event.OperatorLog;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The way of a stream's segments to the disk, over as many of its publishes as belong together.
 * Segments come from the stream's loop through a queue with a bound; a virtual thread of its own
 * writes them.
 */
public final class Course {

  /** Most bytes that wait for the disk; a segment that comes then is lost, and counted. */
  static final long MAX_WAITING_BYTES = 64L << 20;

  private final StreamAddress address;
  private final Keeper takes;
  private final RecorderTally tally;
  private final OperatorLog log;

  private final LinkedBlockingQueue<Step> steps = new LinkedBlockingQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final Runnable onOver;
  private boolean ending;

  /** What the thread is told. */
  private sealed interface Step {

    record Add(SealedSegment segment) implements Step {}

    record NewTake() implements Step {}

    record GoOn() implements Step {}

    record Pause(Duration atMost) implements Step {}

    record End() implements Step {}
  }

  /**
   * Creates one.
   *
   * @param takes what becomes of the segments
   * @param onOver run once, on its own thread, when nothing more is taken
   */
  public Course(
      StreamAddress address, Keeper takes, RecorderTally tally, OperatorLog log, Runnable onOver) {
    this.address = address;
    this.takes = takes;
    this.tally = tally;
    this.log = log;
    this.onOver = onOver;
  }

  /** Begins, on its own thread. */
  public void start() {
    tally.running(1);
    Thread.ofVirtual().name("keeping " + address.path()).start(this::run);
  }

  /** The next segment, which is the course's from now on. Any thread; does not wait. */
  public synchronized void add(SealedSegment segment) {
    if (ending) {
      segment.release();
    } else if (waitingBytes.get() + segment.bytes() > MAX_WAITING_BYTES) {
      segment.release();
      tally.lost();
      log.tell(RecorderEvent.DISK_SLOW, address.path());
    } else {
      waitingBytes.addAndGet(segment.bytes());
      steps.add(new Step.Add(segment));
    }
  }

  /** What comes from now on belongs into another file. */
  void beginNewTake() {
    steps.add(new Step.NewTake());
  }

  /** The stream is over; unless another publish comes in time, so is this. */
  void pause(Duration atMost) {
    steps.add(new Step.Pause(atMost));
  }

  /** Another publish has begun; returns whether it came in time. */
  synchronized boolean goOn() {
    if (!ending) {
      steps.add(new Step.GoOn());
    }
    return !ending;
  }

  /** Nothing more is recorded. */
  public synchronized void end() {
    ending = true;
    steps.add(new Step.End());
  }

  private void run() {
    try {
      @Nullable Duration patience = null;
      while (true) {
        Step step = patience == null ? steps.take() : next(patience);
        if (step == null) {
          return;
        }
        switch (step) {
          case Step.Add(SealedSegment segment) -> take(segment);
          case Step.NewTake _ -> takes.finish();
          case Step.GoOn _ -> patience = null;
          case Step.Pause(Duration atMost) -> patience = atMost;
          case Step.End _ -> {
            return;
          }
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      takes.finish();
      tally.running(-1);
      onOver.run();
    }
  }

  /** The next step, or null when none came in time, and none will be taken. */
  private @Nullable Step next(Duration patience) throws InterruptedException {
    Step step = steps.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return step == null ? lastMoment() : step;
  }

  /** A publish that came at the last moment is not turned away. */
  private synchronized @Nullable Step lastMoment() {
    Step step = steps.poll();
    ending = ending || step == null;
    return step;
  }

  private void take(SealedSegment segment) {
    try {
      takes.add(segment);
    } finally {
      waitingBytes.addAndGet(-segment.bytes());
      segment.release();
    }
  }
}
