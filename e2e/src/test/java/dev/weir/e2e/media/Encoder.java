package dev.weir.e2e.media;

import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.ffmpeg.Running;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** ffmpeg as an encoder: it pushes a prepared file in real time, packet by packet as it is. */
public final class Encoder {

  private Encoder() {}

  /** Pushes once, then says goodbye. */
  public static Running push(Path source, String url) {
    return push(source, List.of(), url);
  }

  /** Pushes over and over, with growing timestamps, until it is ended. */
  public static Running loop(Path source, String url) {
    return push(source, List.of("-stream_loop", "-1"), url);
  }

  /** Pushes once, so many times as fast as it is shown, then says goodbye. */
  public static Running hurry(Path source, int times, String url) {
    return start(source, List.of("-readrate", Integer.toString(times)), url);
  }

  private static Running push(Path source, List<String> options, String url) {
    List<String> arguments = new ArrayList<>(List.of("-re"));
    arguments.addAll(options);
    return start(source, arguments, url);
  }

  private static Running start(Path source, List<String> options, String url) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-i", source.toString(), "-c", "copy", "-f", "flv", url));
    return Ffmpeg.start(arguments);
  }
}
