package dev.weir.rtmp.listener;

import dev.weir.media.flv.FlvTag.VideoTag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A publisher that goes on publishing while others misbehave, and notices every gap. */
final class Neighbour implements AutoCloseable {

  private static final long PERIOD_NANOS = 10_000_000;

  private final SocketClient client;
  private final Thread thread;
  private final AtomicLong arrived = new AtomicLong();
  private final AtomicLong longestGapNanos = new AtomicLong();

  private volatile boolean stopped;
  private volatile long lastNanos = System.nanoTime();

  private Neighbour(SocketClient client, RecordingPublisher stream) {
    this.client = client;
    stream.also =
        _ -> {
          long now = System.nanoTime();
          longestGapNanos.accumulateAndGet(now - lastNanos, Math::max);
          lastNanos = now;
          arrived.incrementAndGet();
        };
    this.thread = Thread.ofVirtual().unstarted(this::publish);
  }

  static Neighbour movesInto(OpenDoor door) throws IOException {
    SocketClient client = SocketClient.publishing(door.port(), "neighbour");
    Neighbour neighbour = new Neighbour(client, door.memory.stream("neighbour"));
    neighbour.thread.start();
    Await.until("the neighbour's frames", OpenDoor.SOON, () -> neighbour.arrived.get() > 5);
    return neighbour;
  }

  /** The longest time between two of its frames so far. */
  Duration longestGap() {
    return Duration.ofNanos(Math.max(longestGapNanos.get(), System.nanoTime() - lastNanos));
  }

  @Override
  public void close() throws IOException {
    stopped = true;
    client.close();
  }

  private void publish() {
    byte[] frame = {0x17, 1, 0, 0, 0, 1};
    for (int i = 0; !stopped; i++) {
      try {
        client.send(new VideoTag(10L * i, frame));
      } catch (IOException e) {
        if (!stopped) {
          throw new UncheckedIOException(e);
        }
      }
      LockSupport.parkNanos(PERIOD_NANOS);
    }
  }
}
