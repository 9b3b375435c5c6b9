package dev.weir.app.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** Ports on the loopback address: choosing a free one, and waiting until somebody answers on it. */
public final class LoopbackPort {

  /** Between two tries. */
  static final int PAUSE_MS = 20;

  private static final int CONNECT_TIMEOUT_MS = 200;
  private static final int LOWEST = 12_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 100;

  private LoopbackPort() {}

  /**
   * A port that is free and likely to stay so until somebody listens on it: below the ports that
   * the system gives to outgoing connections, which may take any other at any moment.
   */
  public static int free() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port on the loopback address");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** Waits until {@code port} accepts a connection; false when the process ended or time is up. */
  static boolean awaitOpen(int port, BooleanSupplier alive, Duration limit) {
    int tries = (int) (limit.toMillis() / PAUSE_MS);
    for (int i = 0; i < tries && alive.getAsBoolean(); i++) {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MS);
        return true;
      } catch (IOException notYet) {
        pause();
      }
    }
    return false;
  }

  static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
