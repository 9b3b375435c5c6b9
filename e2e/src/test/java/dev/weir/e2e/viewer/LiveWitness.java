package dev.weir.e2e.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;

/**
 * Watches a live stream over HTTP-FLV for as long as it likes, and remembers of it only when the
 * first picture must have been pushed, and the longest hole between two pictures. Thread-safe.
 */
public final class LiveWitness implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final long epochMinusNanosMs = System.currentTimeMillis() - System.nanoTime() / 1_000_000;
  private FlvViewer viewer;
  private long firstPushedAtMs = Long.MAX_VALUE;
  private long lastMs = -1;
  private long longestMs;

  private LiveWitness() {}

  /** Begins to watch. */
  public static LiveWitness of(URI uri) {
    LiveWitness witness = new LiveWitness();
    witness.viewer = FlvViewer.open(uri, witness::see);
    return witness;
  }

  private synchronized void see(Tag tag) {
    if (tag.type() == Tag.VIDEO && tag.frame()) {
      long arrivedMs = tag.arrivedNanos() / 1_000_000 + epochMinusNanosMs;
      // The quickest way that a picture took tells most.
      firstPushedAtMs = Math.min(firstPushedAtMs, arrivedMs - tag.timestampMs());
      longestMs = lastMs < 0 ? 0 : Math.max(longestMs, tag.timestampMs() - lastMs);
      lastMs = tag.timestampMs();
    }
  }

  /** When a picture with the timestamp 0 was pushed, Unix milliseconds. */
  public synchronized long firstPushedAtMs() {
    return firstPushedAtMs;
  }

  /** Fails when pictures were further apart than this, or when they do not come any more. */
  public void expectNoHole(Duration most) {
    long seen = last();
    await("another picture").atMost(PATIENCE).until(() -> last() > seen);
    synchronized (this) {
      assertThat(longestMs)
          .as("milliseconds between two pictures")
          .isLessThanOrEqualTo(most.toMillis());
    }
  }

  private synchronized long last() {
    return lastMs;
  }

  @Override
  public void close() {
    viewer.close();
  }
}
