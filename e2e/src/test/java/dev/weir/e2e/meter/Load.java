package dev.weir.e2e.meter;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.rtmp.MessageBodies;
import dev.weir.e2e.rtmp.RawRtmp;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.viewer.CountingHls;
import dev.weir.e2e.viewer.RawViewer;
import dev.weir.testkit.ffmpeg.Running;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * An encoder and viewers who come back whatever happens to them, and who count what they received.
 * The end of all is rude.
 */
public final class Load implements AutoCloseable {

  private static final Duration AGAIN = Duration.ofMillis(300);
  private static final Duration GLANCE = Duration.ofSeconds(4);
  private static final Duration END_LIMIT = Duration.ofSeconds(30);

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong cuts = new AtomicLong();
  private final AtomicLong visits = new AtomicLong();
  private final Set<Runnable> leaving = ConcurrentHashMap.newKeySet();
  private final ExecutorService all = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();

  /** An encoder that pushes a film over and over. */
  public void push(Path film, String url) {
    all.execute(() -> {
      while (!over.get()) {
        try (Running encoder = Encoder.loop(film, url)) {
          while (encoder.isAlive() && !over.get()) {
            RawViewer.pause(AGAIN);
          }
        }
      }
    });
  }

  /** One viewer of each protocol. */
  public void watch(Quickstart gateway, String stream) {
    lasting(() -> RawViewer.get(gateway.playUrl(stream + ".flv")));
    lasting(() -> RawViewer.webSocket(gateway.playUrl(stream + ".flv")));
    segments(gateway.playUrl(stream + ".m3u8"), false);
    segments(gateway.playUrl(stream + ".m3u8"), true);
    rtmp(gateway.rtmpUrl(stream));
  }

  private void lasting(Supplier<RawViewer> open) {
    again(() -> {
      RawViewer viewer = open.get();
      Runnable leave = viewer::reset;
      leaving.add(leave);
      boolean inOrder = viewer.readWhileItLasts();
      leaving.remove(leave);
      viewer.close();
      ended(viewer.received(), inOrder);
    });
  }

  private void segments(URI url, boolean inParts) {
    again(() -> {
      CountingHls player = new CountingHls(client);
      boolean inOrder = true;
      try {
        if (inParts) {
          player.playParts(url, GLANCE);
        } else {
          player.play(url, GLANCE);
        }
      } catch (UncheckedIOException broken) {
        inOrder = false;
      } finally {
        ended(player.received(), inOrder);
      }
    });
  }

  private void rtmp(String url) {
    again(() -> {
      try (RawRtmp viewer = RawRtmp.connect(url)) {
        viewer.play(url);
        Runnable leave = viewer::reset;
        leaving.add(leave);
        viewer.over().join();
        leaving.remove(leave);
        ended(MessageBodies.bytes(viewer.received()), false);
      }
    });
  }

  /** Whom nothing was sent was not cut off. */
  private void ended(long bytes, boolean inOrder) {
    received.addAndGet(bytes);
    visits.addAndGet(bytes > 0 ? 1 : 0);
    cuts.addAndGet(bytes > 0 && !inOrder ? 1 : 0);
  }

  /** Nobody is there for a while whenever a process is killed. */
  private void again(Runnable visit) {
    all.execute(() -> {
      while (!over.get()) {
        try {
          visit.run();
        } catch (RuntimeException | AssertionError notNow) {
          // The next time, then.
        }
        RawViewer.pause(AGAIN);
      }
    });
  }

  /** Bytes of bodies that viewers have got, those of answers that have ended. */
  public long received() {
    return received.get();
  }

  /** Connections that ended in the middle of what they brought. */
  public long cuts() {
    return cuts.get();
  }

  /** Visits that brought something. */
  public long visits() {
    return visits.get();
  }

  /** Everybody leaves, and is waited for. */
  public void end() throws InterruptedException {
    over.set(true);
    for (int i = 0; i < END_LIMIT.toMillis() / AGAIN.toMillis() && !all.isTerminated(); i++) {
      leaving.forEach(Runnable::run);
      all.shutdown();
      if (all.awaitTermination(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    throw new IllegalStateException("somebody stays");
  }

  @Override
  public void close() {
    over.set(true);
    leaving.forEach(Runnable::run);
    all.shutdownNow();
    client.shutdownNow();
  }
}
