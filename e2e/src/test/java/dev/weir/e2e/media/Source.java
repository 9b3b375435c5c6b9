package dev.weir.e2e.media;

import dev.weir.testkit.ffmpeg.Ffmpeg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an encoder pushes: codecs and their options, drawn into a small FLV file. The picture and
 * the tone change all the time, so that no two packets are equal.
 *
 * @param video options of the video encoder; empty for audio only
 * @param audio options of the audio encoder; empty for video only
 * @param framesPerSecond of the picture
 * @param width of the picture, pixels
 * @param height of the picture, pixels
 */
public record Source(
    List<String> video, List<String> audio, int framesPerSecond, int width, int height) {

  private static final Duration DRAWING_LIMIT = Duration.ofMinutes(2);
  private static final List<String> AAC = List.of("aac", "-b:a", "64k", "-ac", "2");
  private static final List<String> OPUS = List.of("libopus", "-b:a", "64k", "-ac", "2");
  private static final int SMALL_WIDTH = 320;
  private static final int SMALL_HEIGHT = 180;
  private static final int FRAMES_PER_SECOND = 25;

  /** H.264 with two B-frames and a key frame each 2 s, and AAC. */
  public static Source h264AndAac() {
    return small(h264(50), AAC);
  }

  /** HEVC with two B-frames and a key frame each 2 s, and AAC. */
  public static Source hevcAndAac() {
    String parameters = "keyint=50:min-keyint=50:scenecut=0:open-gop=0:bframes=2:log-level=error";
    return small(
        List.of("libx265", "-preset", "ultrafast", "-x265-params", parameters, "-b:v", "300k"),
        AAC);
  }

  /** AV1 with a key frame each 2 s, and Opus: both need Enhanced RTMP. */
  public static Source av1AndOpus() {
    return small(List.of("libsvtav1", "-preset", "11", "-g", "50", "-b:v", "300k"), OPUS);
  }

  /** AAC without a picture. */
  public static Source audioOnly() {
    return small(List.of(), AAC);
  }

  /** H.264 without sound, a key frame each second. */
  public static Source videoOnly() {
    return small(h264(25), List.of());
  }

  /** What OBS sends when nobody touched its key frame interval: one each 250 frames, 8.3 s. */
  public static Source obsDefault() {
    return new Source(h264(250), AAC, 30, SMALL_WIDTH, SMALL_HEIGHT);
  }

  /** Large enough for a {@link FrameCounter}, small enough for three players on two cores. */
  public static Source forBrowsers() {
    return new Source(h264(50), AAC, FRAMES_PER_SECOND, 640, 360);
  }

  /** The same at another bit rate of the picture, in kbit/s. */
  public Source at(int kilobits) {
    List<String> options = new ArrayList<>(video);
    options.set(options.indexOf("-b:v") + 1, kilobits + "k");
    return new Source(options, audio, framesPerSecond, width, height);
  }

  private static Source small(List<String> video, List<String> audio) {
    return new Source(video, audio, FRAMES_PER_SECOND, SMALL_WIDTH, SMALL_HEIGHT);
  }

  private static List<String> h264(int keyFrameInterval) {
    String interval = Integer.toString(keyFrameInterval);
    List<String> options = new ArrayList<>(List.of("libx264", "-preset", "veryfast", "-bf", "2"));
    options.addAll(List.of("-g", interval, "-keyint_min", interval, "-sc_threshold", "0"));
    options.addAll(List.of("-b:v", "300k", "-threads", "1"));
    return options;
  }

  /** Draws {@code seconds} of it into a new file of this folder. */
  public Path draw(Path folder, String name, int seconds) {
    return draw(folder, name, seconds, "null");
  }

  /** As {@link #draw(Path, String, int)}, with a filter over the picture. */
  public Path draw(Path folder, String name, int seconds, String filter) {
    Path file = folder.resolve(name + ".flv");
    List<String> arguments = new ArrayList<>(List.of("-y"));
    if (!video.isEmpty()) {
      String size = width + "x" + height + ":rate=" + framesPerSecond;
      arguments.addAll(List.of("-f", "lavfi", "-i", "testsrc2=size=" + size + "," + filter));
    }
    if (!audio.isEmpty()) {
      String tone = "aevalsrc=0.2*sin(2*PI*(200+10*t)*t):s=48000";
      arguments.addAll(List.of("-f", "lavfi", "-i", tone));
    }
    if (!video.isEmpty()) {
      arguments.addAll(List.of("-pix_fmt", "yuv420p", "-c:v"));
      arguments.addAll(video);
    }
    if (!audio.isEmpty()) {
      arguments.add("-c:a");
      arguments.addAll(audio);
    }
    arguments.addAll(List.of("-t", Integer.toString(seconds), "-f", "flv", file.toString()));
    try {
      Files.createDirectories(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Ffmpeg.run(DRAWING_LIMIT, arguments).expectSuccess();
    return file;
  }
}
