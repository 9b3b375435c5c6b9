package dev.weir.app.embedded;

import dev.weir.app.process.GuardedProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A PostgreSQL on the loopback address, behind a password, with its cluster under {@code data.dir}.
 * It listens on TCP alone: the path of a socket file is limited to 107 bytes, that of a data
 * directory is not.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final String VERSION = "18.6.0";
  private static final String USER = "weir";
  private static final Duration INIT_LIMIT = Duration.ofMinutes(1);
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration ATTACH_LIMIT = Duration.ofSeconds(5);

  /** Lines of {@code postmaster.pid}, counted from 0. */
  private static final int LOCK_PID_LINE = 0;

  private static final int LOCK_PORT_LINE = 3;

  private final GuardedProcess process;
  private final int port;
  private final String password;

  private EmbeddedPostgres(GuardedProcess process, int port, String password) {
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts the server, after making its cluster when there is none, and waits until it answers.
   *
   * @param dataDir where everything of it lives; made when missing
   * @param password of the cluster's owner, as it was when the cluster was made
   */
  public static EmbeddedPostgres start(Path dataDir, String password) {
    return start(dataDir, password, LoopbackPort.free());
  }

  /** As {@link #start(Path, String)}, on a port that clients know already. */
  public static EmbeddedPostgres start(Path dataDir, String password, int port) {
    try {
      Files.createDirectories(dataDir);
      Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwx------"));
      Path home = unpack(dataDir);
      Path cluster = dataDir.resolve("cluster");
      if (!exists(dataDir)) {
        initialise(home, cluster, password);
      }
      return launch(home, dataDir, password, port);
    } catch (IOException failed) {
      throw new UncheckedIOException("PostgreSQL could not be prepared in " + dataDir, failed);
    }
  }

  private static Path unpack(Path dataDir) throws IOException {
    Path home = dataDir.resolve("postgresql-" + VERSION);
    if (Files.exists(home)) {
      return home;
    }
    String processor =
        switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
          case "aarch64", "arm64" -> "arm_64";
          default -> "x86_64";
        };
    String resource = "/postgres-linux-" + processor + ".txz";
    Path partial = Files.createTempDirectory(dataDir, "unpacking-");
    try (InputStream archive = EmbeddedPostgres.class.getResourceAsStream(resource)) {
      if (archive == null) {
        throw new IOException("this build brings no PostgreSQL for this processor");
      }
      TarXz.unpack(archive, partial);
    }
    Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
    return home;
  }

  private static void initialise(Path home, Path cluster, String password) throws IOException {
    Path log = cluster.resolveSibling("initdb.log");
    Path passwordFile = cluster.resolveSibling("initdb.password");
    Files.writeString(passwordFile, password);
    Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-------"));
    List<String> command =
        Unprivileged.command(
            List.of(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + cluster,
                "--username=" + USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync"));
    try {
      Process initdb =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      initdb.getOutputStream().close();
      if (!initdb.waitFor(INIT_LIMIT.toSeconds(), TimeUnit.SECONDS) || initdb.exitValue() != 0) {
        initdb.destroyForcibly();
        throw new IOException("initdb failed: " + LogTail.of(log));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while making the database", interrupted);
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  private static EmbeddedPostgres launch(Path home, Path dataDir, String password, int port)
      throws IOException {
    Path log = dataDir.resolve("postgres.log");
    List<String> command =
        List.of(
            home.resolve("bin/postgres").toString(),
            "-D",
            dataDir.resolve("cluster").toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "max_connections=60",
            "-c",
            "shared_buffers=64MB");
    GuardedProcess process =
        GuardedProcess.start("postgres", Unprivileged.command(command), dataDir, log);
    if (!LoopbackPort.awaitOpen(port, process::alive, START_LIMIT)
        || !answers(port, password, process::alive, START_LIMIT)) {
      process.stop();
      throw new IllegalStateException("PostgreSQL did not start: " + LogTail.of(log));
    }
    return new EmbeddedPostgres(process, port, password);
  }

  /** A socket opens before recovery is over; only a query tells. */
  private static boolean answers(int port, String password, BooleanSupplier alive, Duration limit) {
    int tries = (int) (limit.toMillis() / LoopbackPort.PAUSE_MS);
    for (int i = 0; i < tries && alive.getAsBoolean(); i++) {
      try (var connection =
          DriverManager.getConnection(
              "jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, password)) {
        return connection.isValid(1);
      } catch (SQLException starting) {
        LoopbackPort.pause();
      }
    }
    return false;
  }

  /** Whether {@code dataDir} holds a cluster that an earlier start made. */
  public static boolean exists(Path dataDir) {
    return Files.exists(dataDir.resolve("cluster/PG_VERSION"));
  }

  /**
   * Where clients connect to when another process runs the server of {@code dataDir} at this
   * moment; empty when none does. Its port is in the lock file, which outlives a server that was
   * killed: only an answer to the password counts.
   */
  public static Optional<String> running(Path dataDir, String password) {
    Path lock = dataDir.resolve("cluster/postmaster.pid");
    try {
      List<String> lines = Files.exists(lock) ? Files.readAllLines(lock) : List.of();
      if (lines.size() <= LOCK_PORT_LINE) {
        return Optional.empty();
      }
      long pid = Long.parseLong(lines.get(LOCK_PID_LINE).strip());
      int port = Integer.parseInt(lines.get(LOCK_PORT_LINE).strip());
      BooleanSupplier alive = () -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
      return answers(port, password, alive, ATTACH_LIMIT)
          ? Optional.of(url(port, password))
          : Optional.empty();
    } catch (NumberFormatException halfWritten) {
      return Optional.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException("the lock file of PostgreSQL cannot be read", failed);
    }
  }

  private static String url(int port, String password) {
    return "postgresql://" + USER + ":" + password + "@127.0.0.1:" + port + "/postgres";
  }

  /** Where clients connect to, as the cluster's owner, with the password. */
  public String url() {
    return url(port, password);
  }

  /** Stops the server and waits for its end. */
  @Override
  public void close() {
    process.stop();
  }
}
