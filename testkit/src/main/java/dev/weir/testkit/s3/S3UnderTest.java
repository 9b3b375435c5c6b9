package dev.weir.testkit.s3;

import dev.weir.testkit.port.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real S3 server (S3Proxy) as a process of its own on a free port of loopback. What it keeps lies
 * in a directory and outlives it.
 */
public final class S3UnderTest implements AutoCloseable {

  /** The bucket that is there. */
  public static final String BUCKET = "weir-tests";

  /** Who may use it. */
  public static final String ACCESS_KEY = "weir";

  /** The proof of it. */
  public static final String SECRET_KEY = "secret-of-the-tests";

  private final Path directory;
  private final int port = FreePort.choose();
  private Process server;

  /** Starts one that keeps everything below {@code directory}. */
  public S3UnderTest(Path directory) {
    this.directory = directory;
    this.server = begin();
  }

  /** The setting {@code storage.url} for it, also while it is stopped. */
  public String storageUrl() {
    return "s3://" + BUCKET + "?path-style=true&endpoint=" + endpoint();
  }

  /** Where it is, also while it is stopped. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Ends it at once, without a word to anybody. */
  public void stop() {
    try {
      server.destroyForcibly().waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Again, on the same port, with what was kept. */
  public void startAgain() {
    server = begin();
  }

  @Override
  public void close() {
    stop();
  }

  private Process begin() {
    try {
      Path objects = directory.resolve("objects");
      Files.createDirectories(objects.resolve(BUCKET));
      Path settings = directory.resolve("s3proxy.properties");
      Files.writeString(
          settings,
          """
          s3proxy.endpoint=http://127.0.0.1:%d
          s3proxy.authorization=aws-v4
          s3proxy.identity=%s
          s3proxy.credential=%s
          jclouds.provider=filesystem-nio2
          jclouds.filesystem.basedir=%s
          """
              .formatted(port, ACCESS_KEY, SECRET_KEY, objects));
      Process process = new ProcessBuilder(command(settings)).redirectErrorStream(true).start();
      awaitListening(process);
      return process;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<String> command(Path settings) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx160m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        System.getProperty("weir.s3proxy", "s3proxy.jar"),
        "--properties",
        settings.toString());
  }

  private static void awaitListening(Process process) throws IOException {
    BufferedReader words = process.inputReader();
    StringBuilder said = new StringBuilder();
    for (String line = words.readLine(); line != null; line = words.readLine()) {
      said.append(line).append('\n');
      if (line.contains("ServerConnector") && line.contains("Started")) {
        Thread.ofVirtual().start(() -> words.lines().forEach(_ -> {}));
        return;
      }
    }
    throw new IOException("the S3 server did not start:\n" + said);
  }
}
