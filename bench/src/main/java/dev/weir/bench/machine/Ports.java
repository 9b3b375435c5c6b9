package dev.weir.bench.machine;

import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** Ports of this machine's own address. */
public final class Ports {

  private static final Duration OPEN_LIMIT = Duration.ofSeconds(10);
  private static final Duration STEP = Duration.ofMillis(20);

  private Ports() {}

  /** One that nobody listens on. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Waits until a server listens. */
  public static void awaitOpen(int port, Child server) {
    TimeSource time = TimeSource.system();
    long deadline = time.nanos() + OPEN_LIMIT.toNanos();
    while (!isOpen(port)) {
      if (!server.isAlive() || time.nanos() > deadline) {
        throw new IllegalStateException("nobody listens on port " + port);
      }
      Pause.of(STEP);
    }
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException closed) {
      return false;
    }
  }
}
