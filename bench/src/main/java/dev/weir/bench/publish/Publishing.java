package dev.weir.bench.publish;

import dev.weir.bench.source.Recording;
import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Publishers at work, on one thread of their own. They begin a little apart, so that their pictures
 * do not all fall on the same millisecond. Thread-safe.
 */
public final class Publishing implements AutoCloseable {

  private static final long PICTURE_NANOS = 40_000_000;
  private static final long LATE_NANOS = 20_000_000;
  private static final long STOP_MS = 5_000;

  private final Recording recording;
  private final TimeSource time;
  private final PriorityQueue<Publisher> queue =
      new PriorityQueue<>(Comparator.comparingLong(Publisher::dueNanos));
  private final List<? extends TagSink> sinks;
  private final Thread thread;

  private volatile boolean stopping;
  private volatile @Nullable IOException failure;
  private volatile long lateTags;

  private Publishing(Recording recording, List<? extends TagSink> sinks, TimeSource time) {
    this.recording = recording;
    this.sinks = sinks;
    this.time = time;
    this.thread = Thread.ofPlatform().daemon().name("publishers").unstarted(this::run);
  }

  /** Begins to send the recording to all of these. */
  public static Publishing start(
      Recording recording, List<? extends TagSink> sinks, TimeSource time) {
    Publishing publishing = new Publishing(recording, sinks, time);
    publishing.thread.start();
    return publishing;
  }

  private void run() {
    try {
      long startNanos = time.nanos();
      for (int i = 0; i < sinks.size(); i++) {
        long shift = PICTURE_NANOS * i / sinks.size();
        Publisher publisher = new Publisher(recording, sinks.get(i), time, startNanos + shift);
        publisher.sendConfiguration();
        queue.add(publisher);
      }
      while (!stopping) {
        step();
      }
    } catch (IOException failed) {
      failure = failed;
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Written by this thread alone.
  private void step() throws IOException {
    Publisher publisher = queue.remove();
    long waitNanos = publisher.dueNanos() - time.nanos();
    while (waitNanos > 0 && !stopping) {
      LockSupport.parkNanos(waitNanos);
      waitNanos = publisher.dueNanos() - time.nanos();
    }
    if (-waitNanos > LATE_NANOS) {
      lateTags++;
    }
    publisher.sendNext();
    queue.add(publisher);
  }

  /** Tags that this machine was too busy to send in time, so far. */
  public long lateTags() {
    return lateTags;
  }

  /** Throws what has ended the publishers, if anything has. */
  public void check() throws IOException {
    IOException failed = failure;
    if (failed != null) {
      throw new IOException("publishing has ended", failed);
    }
  }

  @Override
  public void close() {
    stopping = true;
    LockSupport.unpark(thread);
    try {
      thread.join(STOP_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    sinks.forEach(TagSink::close);
  }
}
