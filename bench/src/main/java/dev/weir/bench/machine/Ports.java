package dev.weir.bench.machine;

import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine's own address. */
public final class Ports {

  private static final Duration OPEN_LIMIT = Duration.ofSeconds(10);
  private static final int LOWEST = 12_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 100;
  private static final Duration STEP = Duration.ofMillis(20);

  private Ports() {}

  /**
   * One that nobody listens on, below those that the system gives to outgoing connections: of these
   * a crowd has thousands.
   */
  public static int free() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
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
