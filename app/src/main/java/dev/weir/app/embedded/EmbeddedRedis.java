package dev.weir.app.embedded;

import dev.weir.app.process.GuardedProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A Redis on the loopback address, behind a password, with its data under {@code data.dir}. The
 * binary comes from a jar; where it cannot run (it needs OpenSSL 3's library), a {@code
 * redis-server} on the path is used instead.
 */
public final class EmbeddedRedis implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(10);

  private final GuardedProcess process;
  private final int port;
  private final String password;

  private EmbeddedRedis(GuardedProcess process, int port, String password) {
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts the server and waits until it answers.
   *
   * @param dataDir where everything of it lives; made when missing
   * @param password what clients authenticate with; it does not appear in the process list
   */
  public static EmbeddedRedis start(Path dataDir, String password) {
    return start(dataDir, password, LoopbackPort.free());
  }

  /** As {@link #start(Path, String)}, on a port that clients know already. */
  public static EmbeddedRedis start(Path dataDir, String password, int port) {
    try {
      Files.createDirectories(dataDir);
      Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwx------"));
      Path binary = unpack(dataDir);
      return launch(usable(binary), dataDir, password, port);
    } catch (IOException failed) {
      throw new UncheckedIOException("Redis could not be prepared in " + dataDir, failed);
    }
  }

  private static EmbeddedRedis launch(String binary, Path dataDir, String password, int port)
      throws IOException {
    Path config = dataDir.resolve("redis.conf");
    Files.writeString(config, configuration(dataDir, port, password));
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    Path log = dataDir.resolve("redis.log");
    GuardedProcess process =
        GuardedProcess.start("redis", List.of(binary, config.toString()), dataDir, log);
    if (!LoopbackPort.awaitOpen(port, process::alive, START_LIMIT)) {
      process.stop();
      throw new IllegalStateException("Redis did not start: " + LogTail.of(log));
    }
    return new EmbeddedRedis(process, port, password);
  }

  private static String configuration(Path dataDir, int port, String password) {
    return """
    bind 127.0.0.1
    port %d
    requirepass %s
    dir "%s"
    dbfilename weir.rdb
    save 60 1
    appendonly no
    maxmemory 256mb
    maxmemory-policy noeviction
    """
        .formatted(port, password, dataDir.toAbsolutePath());
  }

  private static Path unpack(Path dataDir) throws IOException {
    String resource =
        switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
          case "aarch64", "arm64" -> "/redis-server-6.2.7-linux-arm64";
          default -> "/redis-server-6.2.6-v5-linux-amd64";
        };
    Path binary = dataDir.resolve("bin" + resource);
    if (Files.notExists(binary)) {
      Files.createDirectories(binary.getParent());
      Path partial = dataDir.resolve("bin/unpacking");
      try (InputStream in = redis.embedded.RedisServer.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IOException("this build brings no Redis for this processor");
        }
        Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
      Files.move(partial, binary, StandardCopyOption.ATOMIC_MOVE);
    }
    return binary;
  }

  private static String usable(Path bundled) throws IOException {
    for (String candidate : List.of(bundled.toString(), "redis-server")) {
      if (Probe.succeeds(List.of(candidate, "--version"))) {
        return candidate;
      }
    }
    throw new IOException(
        "the bundled Redis does not run here; install libssl3 or redis-server, or set redis.url");
  }

  /** Where clients connect to, with the password. */
  public String url() {
    return "redis://:" + password + "@127.0.0.1:" + port + "/0";
  }

  /** Stops the server and waits for its end. */
  @Override
  public void close() {
    process.stop();
  }
}
