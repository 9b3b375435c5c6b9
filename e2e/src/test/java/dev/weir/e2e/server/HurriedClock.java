package dev.weir.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A wall clock that begins in the past and goes some times as fast as this machine's, until it has
 * caught up with that; from then on it is that one. A server that goes by it sees half an hour pass
 * in minutes, and when that is over its half hour lies where everybody else's does.
 *
 * <p>It stands in for the one class of the server that asks the machine for the time, ahead of it
 * on the class path. The monotonic clock stays as it is, so that all waits last as long as always.
 *
 * @param metMs when it has caught up, Unix milliseconds
 * @param times how many times as fast it goes before
 */
public record HurriedClock(long metMs, int times) {

  private static final String SOURCE =
      """
      package dev.weir.runtime.clock;

      enum SystemTimeSource implements TimeSource {
        INSTANCE;

        @Override
        public java.time.Instant now() {
          return java.time.Instant.ofEpochMilli(millis());
        }

        @Override
        public long millis() {
          long nowMs = System.currentTimeMillis();
          return nowMs - Math.max(0, MET_MS - nowMs) * AHEAD;
        }

        @Override
        public long nanos() {
          return System.nanoTime();
        }
      }
      """;

  /** One that will have gone on by so much, from now on, when it has caught up. */
  public static HurriedClock over(Duration time, int times) {
    return new HurriedClock(System.currentTimeMillis() + time.toMillis() / times, times);
  }

  /** What it shows, Unix milliseconds. */
  public long millis() {
    long nowMs = System.currentTimeMillis();
    return nowMs - Math.max(0, metMs - nowMs) * (times - 1);
  }

  /** Whether it has caught up. */
  public boolean isMet() {
    return System.currentTimeMillis() >= metMs;
  }

  private String text() {
    return SOURCE.replace("MET_MS", metMs + "L").replace("AHEAD", Integer.toString(times - 1));
  }

  /** Makes what a server that goes by it has ahead of its classes, in a new folder. */
  Path classes(Path folder) {
    try {
      Path source = Files.createDirectories(folder).resolve("SystemTimeSource.java");
      Files.writeString(source, text());
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      String path = System.getProperty("java.class.path");
      int failed =
          compiler.run(
              null,
              null,
              null,
              "-proc:none",
              "-cp",
              path,
              "-d",
              folder.toString(),
              source.toString());
      assertThat(failed).as("the clock's compilation").isZero();
      return folder;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
