package dev.weir.testkit.ffmpeg;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs ffmpeg and ffprobe. Arguments are passed as they are, one each, without a shell; {@code
 * -hide_banner -nostdin} and a log level of warnings go before them.
 */
public final class Ffmpeg {

  /** How long a command may take when its caller does not say. */
  public static final Duration DEADLINE = Duration.ofSeconds(60);

  private Ffmpeg() {}

  /** Runs ffmpeg to its end, which must be a good one. */
  public static Finished run(String... arguments) {
    return run(DEADLINE, List.of(arguments)).expectSuccess();
  }

  /** Runs ffmpeg to its end or to the deadline, at which it is killed. */
  public static Finished run(Duration deadline, List<String> arguments) {
    return start(arguments).finish(deadline);
  }

  /** Starts ffmpeg and lets it run: a push, a long read. Whoever starts it closes it. */
  public static Running start(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("-hide_banner", "-nostdin"));
    command.addAll(List.of("-loglevel", "warning"));
    command.addAll(arguments);
    return Running.start(Tool.FFMPEG, command);
  }

  /** Starts ffmpeg so that it reads its standard input, {@link Running#input()}. */
  public static Running startReadingInput(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("-hide_banner", "-loglevel", "warning"));
    command.addAll(arguments);
    return Running.start(Tool.FFMPEG, command);
  }

  /** Runs ffprobe to its end, which must be a good one. */
  public static Finished probe(String... arguments) {
    return probe(DEADLINE, List.of(arguments)).expectSuccess();
  }

  /** Runs ffprobe to its end or to the deadline, at which it is killed. */
  public static Finished probe(Duration deadline, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("-hide_banner", "-loglevel", "warning"));
    command.addAll(arguments);
    return Running.start(Tool.FFPROBE, command).finish(deadline);
  }

  /** Where the ffmpeg executable is, for tests that need to start it in their own way. */
  public static Path executable() {
    return Tool.FFMPEG.path();
  }
}
