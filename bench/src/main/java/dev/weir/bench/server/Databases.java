package dev.weir.bench.server;

import dev.weir.bench.machine.Child;
import dev.weir.bench.machine.Command;
import dev.weir.bench.machine.Cores;
import dev.weir.bench.machine.Ports;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL and a Redis that are not Weir's own: the programs that it brings along, as separate
 * processes on the load's core.
 */
public final class Databases implements AutoCloseable {

  private static final String USER = "weir";

  private final Child postgres;
  private final Child redis;
  private final int postgresPort;
  private final int redisPort;

  private Databases(Child postgres, int postgresPort, Child redis, int redisPort) {
    this.postgres = postgres;
    this.postgresPort = postgresPort;
    this.redis = redis;
    this.redisPort = redisPort;
  }

  /**
   * Starts both.
   *
   * @param unpacked data directory of a Weir that has run, where the programs are
   * @param folder for their data
   */
  public static Databases start(Path unpacked, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path programs = only(unpacked.resolve("postgres"), "postgresql-*").resolve("bin");
    Path cluster = folder.resolve("cluster");
    if (Files.notExists(cluster.resolve("PG_VERSION"))) {
      Command.run(
          unprivileged(
              programs.resolve("initdb").toString(),
              "--pgdata=" + cluster,
              "--username=" + USER,
              "--auth=trust",
              "--encoding=UTF8",
              "--locale=C.UTF-8"));
    }
    int postgresPort = Ports.free();
    int redisPort = Ports.free();
    Child postgres =
        start(
            folder,
            "postgres.log",
            unprivileged(
                programs.resolve("postgres").toString(),
                "-D",
                cluster.toString(),
                "-p",
                Integer.toString(postgresPort),
                "-c",
                "unix_socket_directories="));
    Child redis =
        start(
            folder,
            "redis.log",
            List.of(
                only(unpacked.resolve("redis/bin"), "redis-server*").toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(redisPort),
                "--dir",
                folder.toString()));
    Ports.awaitOpen(postgresPort, postgres);
    Ports.awaitOpen(redisPort, redis);
    return new Databases(postgres, postgresPort, redis, redisPort);
  }

  private static Child start(Path folder, String log, List<String> command) {
    return Child.start(Cores.LOAD.pin(command), folder, Map.of(), folder.resolve(log));
  }

  /** PostgreSQL refuses to run as root; in a namespace of its own it is nobody. */
  static List<String> unprivileged(String... command) {
    List<String> all = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      all.addAll(List.of("unshare", "--user"));
    }
    all.addAll(List.of(command));
    return all;
  }

  /** The one file of a folder that matches. */
  static Path only(Path folder, String pattern) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
      for (Path file : found) {
        return file;
      }
    }
    throw new IOException("no " + pattern + " in " + folder);
  }

  /** Arguments of a Weir that is to use them. */
  public List<String> arguments() {
    return List.of(
        "--postgres.url=postgresql://" + USER + ":-@127.0.0.1:" + postgresPort + "/postgres",
        "--redis.url=redis://127.0.0.1:" + redisPort + "/0");
  }

  @Override
  public void close() {
    postgres.close();
    redis.close();
  }
}
