package dev.weir.bench.server;

import dev.weir.bench.machine.Cores;
import dev.weir.bench.publish.PipeSink;
import dev.weir.bench.publish.TagSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One ffmpeg on the server's core, as somebody would type it who knows how: it decodes once, makes
 * all that it is asked for, and nobody keeps what comes out.
 */
public final class BareEncoder implements AutoCloseable {

  private static final int KEY_FRAME_INTERVAL = 50;
  private static final long STOP_SECONDS = 5;

  private final Process process;
  private final PipeSink input;

  private BareEncoder(Process process) {
    this.process = process;
    this.input = new PipeSink(process.getOutputStream());
    // Nothing stays behind when the benchmark itself is stopped.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /**
   * Starts it.
   *
   * @param ffmpeg the program
   * @param rungs what it makes; nothing for decoding alone
   */
  public static BareEncoder start(Path ffmpeg, List<BenchRung> rungs) {
    List<String> command = new ArrayList<>(List.of(ffmpeg.toString()));
    command.addAll(words("-hide_banner -loglevel error -y -threads 1 -f flv -i pipe:0"));
    if (rungs.isEmpty()) {
      command.addAll(words("-map 0:v:0 -f null -"));
    } else {
      command.addAll(List.of("-filter_complex", filters(rungs)));
      rungs.forEach(rung -> command.addAll(output(rung)));
    }
    try {
      ProcessBuilder builder = new ProcessBuilder(Cores.SERVER.pin(command));
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      return new BareEncoder(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String filters(List<BenchRung> rungs) {
    StringBuilder graph = new StringBuilder("[0:v:0]split=").append(rungs.size());
    rungs.forEach(rung -> graph.append("[s%s]".formatted(rung.name())));
    for (BenchRung rung : rungs) {
      graph.append(
          ";[s%1$s]scale=%2$d:%3$d[%1$s]".formatted(rung.name(), rung.width(), rung.height()));
    }
    return graph.toString();
  }

  private static List<String> output(BenchRung rung) {
    return words(
        "-map [%s] -map 0:a:0 -c:v libx264 -preset %s -profile:v high -threads 1 -b:v %dk "
                .formatted(rung.name(), BenchRung.EFFORT, rung.kilobits())
            + "-maxrate %dk -bufsize %dk -g %d -sc_threshold 0 -c:a copy -f flv /dev/null"
                .formatted(rung.kilobits(), 2 * rung.kilobits(), KEY_FRAME_INTERVAL));
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" ", -1));
  }

  /** What it is fed through. */
  public TagSink input() {
    return input;
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
