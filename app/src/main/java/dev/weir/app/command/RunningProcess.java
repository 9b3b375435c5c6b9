package dev.weir.app.command;

import dev.weir.app.wiring.Platform;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A platform that runs until the process is told to end. The end is orderly: everything is closed
 * in reverse order, and the exit code is 0, or 1 when something did not close.
 */
final class RunningProcess {

  private RunningProcess() {}

  /** Starts the platform, with nothing to be done before it may end. */
  static void start(Supplier<Platform> starting) {
    Platform _ = start(starting, platform -> platform);
  }

  /**
   * Starts the platform and prepares it. A signal that comes meanwhile waits until it can be closed
   * whole, so that nothing is closed under whoever prepares. When either fails, nothing stays open.
   *
   * @return what came of preparing
   */
  static <T> T start(Supplier<Platform> starting, Function<Platform, T> preparing) {
    CountDownLatch started = new CountDownLatch(1);
    AtomicReference<@Nullable Platform> opened = new AtomicReference<>();
    Thread ending = new Thread(() -> end(started, opened), "ending");
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      Platform platform = starting.get();
      T prepared = prepare(platform, preparing);
      opened.set(platform);
      return prepared;
    } finally {
      started.countDown();
    }
  }

  private static <T> T prepare(Platform platform, Function<Platform, T> preparing) {
    try {
      return preparing.apply(platform);
    } catch (RuntimeException | Error failed) {
      platform.stop().forEach(failed::addSuppressed);
      throw failed;
    }
  }

  private static void end(CountDownLatch started, AtomicReference<@Nullable Platform> opened) {
    try {
      started.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return;
    }
    Platform platform = opened.get();
    if (platform != null) {
      boolean clean = platform.stop().isEmpty();
      // Without this the exit code would be that of the signal, as if the end had not been orderly.
      Runtime.getRuntime().halt(clean ? 0 : 1);
    }
  }

  /** Never returns: the process ends by a signal. */
  static void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
