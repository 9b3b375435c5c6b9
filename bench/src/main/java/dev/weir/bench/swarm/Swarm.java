package dev.weir.bench.swarm;

import dev.weir.bench.server.Protocol;
import dev.weir.bench.server.Reading;
import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The crowd's one thread: connects viewers at a steady rate, reads whatever has arrived, and does
 * what it is told in between.
 */
final class Swarm {

  private static final int BUFFER_BYTES = 512 << 10;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long NANOS_PER_MS = 1_000_000L;
  private static final long WAIT_MS = 20;
  private static final long TICK_NANOS = 20_000_000;
  private static final double REAL_TIME = 0.9;

  private final TimeSource time;
  private final long connectIntervalNanos;
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final Crowd crowd = new Crowd();
  private final Crowd bystanders = new Crowd();
  private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();

  private final List<Viewer> viewers = new ArrayList<>();
  private Target target;
  private int wanted;
  private long nextConnectNanos;
  private long windowNanos;
  private long nextTickNanos;
  private boolean leaving;

  Swarm(TimeSource time, int connectsPerSecond) throws IOException {
    this.time = time;
    this.connectIntervalNanos = NANOS_PER_SECOND / connectsPerSecond;
    this.selector = Selector.open();
    this.target =
        new Target(Protocol.HTTP_FLV, Reading.STEADY, URI.create("http://localhost:1/"), crowd);
  }

  /** Has the swarm's thread do this soon. Thread-safe. */
  void order(Runnable order) {
    orders.add(order);
    selector.wakeup();
  }

  /** Works until it {@linkplain #leave leaves}. */
  void run() throws IOException {
    nextConnectNanos = time.nanos();
    Consumer<SelectionKey> ready = this::ready;
    while (!leaving) {
      for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
        order.run();
      }
      connectMore();
      tick();
      selector.select(ready, viewers.size() < wanted ? 1 : WAIT_MS);
    }
    selector.close();
  }

  private void ready(SelectionKey key) {
    ((Link) key.attachment()).ready(key, buffer, time.nanos());
  }

  private void tick() {
    long now = time.nanos();
    if (now >= nextTickNanos) {
      nextTickNanos = now + TICK_NANOS;
      viewers.forEach(viewer -> viewer.tick(now));
    }
  }

  private void connectMore() throws IOException {
    long now = time.nanos();
    while (viewers.size() < wanted && now >= nextConnectNanos) {
      viewers.add(target.connect(selector, now));
      nextConnectNanos += connectIntervalNanos;
    }
    if (viewers.size() == wanted) {
      nextConnectNanos = now;
    }
  }

  /** From now on there are to be {@code count} more viewers, of {@code uri}. */
  void watch(Protocol protocol, Reading reading, URI uri, int count) {
    Crowd noticing = reading == Reading.STEADY ? crowd : bystanders;
    target = new Target(protocol, reading, uri, noticing);
    wanted += count;
  }

  /** All viewers leave; nothing is held against the server. */
  void dismiss() {
    viewers.forEach(Viewer::close);
    viewers.clear();
    wanted = 0;
  }

  /** Viewers that have something to show or are gone: when it is all of them, all have begun. */
  int settled() {
    return (int) viewers.stream().filter(v -> v.gone() || v.watch().begun()).count();
  }

  /** A window of measurement begins. */
  void begin() {
    crowd.reset();
    viewers.forEach(viewer -> viewer.watch().mark());
    windowNanos = time.nanos();
  }

  /** The window ends. */
  SwarmReport end() {
    long now = time.nanos();
    long lengthNanos = now - windowNanos;
    int watching = 0;
    int behind = 0;
    for (Viewer viewer : viewers) {
      if (!viewer.gone() && viewer.counts()) {
        watching++;
        Watch watch = viewer.watch();
        long reachedNanos = (watch.progressMs() + watch.pieceMs()) * NANOS_PER_MS;
        behind += reachedNanos < REAL_TIME * lengthNanos ? 1 : 0;
      }
    }
    return crowd.report(watching, behind, lengthNanos);
  }

  void leave() {
    leaving = true;
  }
}
