package dev.weir.app.command;

import dev.weir.app.wiring.Platform;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A platform that runs until the process is told to end. The end is orderly: everything is closed
 * in reverse order, and the exit code is 0, or 1 when something did not close.
 */
final class RunningProcess {

  private final Platform platform;

  private RunningProcess(Platform platform) {
    this.platform = platform;
  }

  /** Starts the platform. A signal that comes meanwhile waits until it can be closed whole. */
  static RunningProcess start(Supplier<Platform> starting) {
    CountDownLatch started = new CountDownLatch(1);
    AtomicReference<@Nullable Platform> opened = new AtomicReference<>();
    Thread ending = new Thread(() -> end(started, opened), "ending");
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      Platform platform = starting.get();
      opened.set(platform);
      return new RunningProcess(platform);
    } finally {
      started.countDown();
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

  Platform platform() {
    return platform;
  }

  /** Never returns: the process ends by a signal. */
  void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
