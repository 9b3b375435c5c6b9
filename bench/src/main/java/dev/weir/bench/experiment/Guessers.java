package dev.weir.bench.experiment;

import dev.weir.bench.machine.Pause;
import dev.weir.bench.swarm.HttpLine;
import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody who asks with a wrong signature, so many times a second, until it is closed. */
final class Guessers implements AutoCloseable {

  /** Connections that stay open, and requests that go out together on each. */
  private static final int CONNECTIONS = 10;

  private static final int AT_ONCE = 5;
  private static final int REFUSED = 403;
  private static final int TOO_MANY = 429;

  private final TimeSource time = TimeSource.system();
  private final AtomicLong answered = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;
  private volatile String trouble = "";

  private Guessers() {}

  /** Nobody guesses. */
  static Guessers nobody() {
    return new Guessers();
  }

  static Guessers start(URI wrong, int perSecond) {
    Guessers guessers = new Guessers();
    long betweenNanos =
        Duration.ofSeconds(1).multipliedBy((long) CONNECTIONS * AT_ONCE).toNanos() / perSecond;
    for (int i = 0; i < CONNECTIONS; i++) {
      guessers.threads.add(
          Thread.ofPlatform().daemon().start(() -> guessers.guess(wrong, betweenNanos)));
    }
    return guessers;
  }

  private void guess(URI wrong, long betweenNanos) {
    try (HttpLine line = new HttpLine(wrong)) {
      long next = time.nanos();
      while (!over) {
        line.ask(AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
          require(line.answer());
        }
        answered.addAndGet(AT_ONCE);
        next += betweenNanos;
        long early = next - time.nanos();
        if (early > 0) {
          Pause.of(Duration.ofNanos(early));
        }
      }
    } catch (IOException failed) {
      trouble = String.valueOf(failed.getMessage());
    }
  }

  private static void require(int status) throws IOException {
    if (status != REFUSED && status != TOO_MANY) {
      throw new IOException("a guess is answered with " + status);
    }
  }

  /** Guesses that were answered until now. */
  long answered() {
    return answered.get();
  }

  /** What went wrong; empty when nothing did. */
  String trouble() {
    return trouble;
  }

  @Override
  public void close() {
    over = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
