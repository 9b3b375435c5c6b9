package dev.weir.testkit.redis;

import dev.weir.testkit.port.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import redis.embedded.RedisServer;

/** A real Redis on a free port of loopback that forgets everything when it stops. */
public final class RedisUnderTest implements AutoCloseable {

  private final int port = FreePort.choose();
  private RedisServer server = begin();

  /** Where it is, also while it is stopped. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Ends it without a word to anybody. */
  public void stop() {
    try {
      server.stop();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Again, empty, on the same port. */
  public void startAgain() {
    server = begin();
  }

  @Override
  public void close() {
    if (server.isActive()) {
      stop();
    }
  }

  private RedisServer begin() {
    try {
      RedisServer fresh =
          RedisServer.newRedisServer()
              .bind("127.0.0.1")
              .port(port)
              .setting("save \"\"")
              .setting("appendonly no")
              .onShutdownForceStop(true)
              .build();
      fresh.start();
      return fresh;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
