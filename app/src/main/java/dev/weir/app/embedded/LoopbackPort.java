package dev.weir.app.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Ports on the loopback address: choosing a free one, and waiting until somebody answers on it. */
public final class LoopbackPort {

  private static final int CONNECT_TIMEOUT_MS = 200;

  private LoopbackPort() {}

  /** A port that was free a moment ago. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException("no free port on the loopback address", failed);
    }
  }

  /** Waits until {@code port} accepts a connection; false when the process ended or time is up. */
  static boolean awaitOpen(int port, BooleanSupplier alive, Duration limit) {
    int tries = (int) (limit.toMillis() / 20);
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
      Thread.sleep(20);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
