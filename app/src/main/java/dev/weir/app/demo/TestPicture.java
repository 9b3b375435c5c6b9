package dev.weir.app.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments with which ffmpeg draws the test picture and pushes it: 720p at 30 frames a second
 * in H.264 with B-frames, a key frame every two seconds, and a tone in AAC.
 *
 * @param ffmpeg the executable
 * @param font a TrueType font for the clock
 * @param seconds how long to push; 0 = until stopped
 */
public record TestPicture(Path ffmpeg, Path font, int seconds) {

  private static final int FRAMES_PER_SECOND = 30;
  private static final int KEY_FRAME_INTERVAL_FRAMES = 2 * FRAMES_PER_SECOND;

  /** The command that pushes to {@code pushUrl}. */
  public List<String> command(String pushUrl) {
    List<String> command = new ArrayList<>();
    command.add(ffmpeg.toString());
    command.addAll(List.of("-hide_banner", "-loglevel", "error", "-nostdin"));
    command.addAll(List.of("-re", "-f", "lavfi", "-i", picture()));
    command.addAll(
        List.of("-f", "lavfi", "-i", "sine=frequency=330:beep_factor=3:sample_rate=48000"));
    command.addAll(List.of("-filter_complex", "[0:v]" + clock() + "[v];[1:a]volume=0.4[a]"));
    command.addAll(List.of("-map", "[v]", "-map", "[a]"));
    command.addAll(List.of("-c:v", "libx264", "-preset", "superfast", "-profile:v", "high"));
    command.addAll(List.of("-bf", "2", "-pix_fmt", "yuv420p", "-sc_threshold", "0"));
    String interval = Integer.toString(KEY_FRAME_INTERVAL_FRAMES);
    command.addAll(List.of("-g", interval, "-keyint_min", interval));
    command.addAll(List.of("-b:v", "2000k", "-maxrate", "2200k", "-bufsize", "2200k"));
    command.addAll(List.of("-c:a", "aac", "-b:a", "128k", "-ac", "2"));
    if (seconds > 0) {
      command.addAll(List.of("-t", Integer.toString(seconds)));
    }
    command.addAll(List.of("-f", "flv", pushUrl));
    return command;
  }

  private static String picture() {
    return "testsrc2=size=1280x720:rate=" + FRAMES_PER_SECOND;
  }

  private String clock() {
    String box = "box=1:boxcolor=black@0.65:boxborderw=18:fontcolor=white";
    return "drawtext=fontfile='"
        + font.toString().replace("'", "\\'").replace(":", "\\:")
        + "':fontsize=84:x=(w-text_w)/2:y=(h-text_h)/2-40:"
        + box
        + ":text='%{localtime\\:%T}'";
  }
}
