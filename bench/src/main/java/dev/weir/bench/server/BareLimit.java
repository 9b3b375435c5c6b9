package dev.weir.bench.server;

import dev.weir.bench.machine.Child;
import dev.weir.bench.machine.Command;
import dev.weir.bench.machine.Cores;
import dev.weir.bench.publish.FlvSink;
import dev.weir.bench.publish.TagSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The bare limit, {@code bench/native/limit.c}, compiled at first use.
 *
 * @param home folder of the repository
 * @param work folder for what is compiled
 * @param window {@code video} or a number of milliseconds
 */
public record BareLimit(Path home, Path work, String window) implements Contender {

  @Override
  public String name() {
    return "limit";
  }

  @Override
  public Duration warmUp() {
    return Duration.ofSeconds(3);
  }

  @Override
  public ServerUnderTest start() {
    String argument = window.equals("video") ? "v" : window;
    Child child = Child.start(Cores.SERVER.pin(List.of(compiled().toString(), argument)));
    return new Running(child, port(child, "publish "), port(child, "view "));
  }

  private Path compiled() {
    Path source = home.resolve("bench/native/limit.c");
    Path program = work.resolve("limit");
    try {
      Files.createDirectories(work);
      if (Files.notExists(program)
          || Files.getLastModifiedTime(program).compareTo(Files.getLastModifiedTime(source)) < 0) {
        Command.run(List.of("cc", "-O2", "-o", program.toString(), source.toString()));
      }
      return program;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static int port(Child child, String name) {
    String line = child.hear();
    if (!line.startsWith(name)) {
      throw new IllegalStateException("the limit said: " + line);
    }
    return Integer.parseInt(line.substring(name.length()));
  }

  private record Running(Child child, int publishPort, int viewPort) implements ServerUnderTest {

    @Override
    public TagSink publisher(int number) {
      return FlvSink.open(publishPort);
    }

    @Override
    public String url(Protocol protocol) {
      if (protocol != Protocol.HTTP_FLV) {
        throw new UnsupportedOperationException("the limit knows HTTP-FLV alone");
      }
      return "http://localhost:" + viewPort + "/";
    }

    @Override
    public long pid() {
      return child.pid();
    }

    @Override
    public void close() {
      child.close();
    }
  }
}
