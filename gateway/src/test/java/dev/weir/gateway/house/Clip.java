package dev.weir.gateway.house;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTagReader;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A few seconds of a real encoder's output, made once for a test run.
 *
 * @param tags as an encoder would push them
 */
public record Clip(List<FlvTag> tags) {

  private static final Map<String, Clip> MADE = new ConcurrentHashMap<>();

  /** H.264 with B-frames and a key frame every second, and AAC; 24 seconds. */
  public static Clip avcAac() {
    return make(
        "avc-aac",
        "-f lavfi -i testsrc2=size=320x180:rate=25:duration=24"
            + " -f lavfi -i sine=frequency=440:sample_rate=48000:duration=24"
            + " -c:v libx264 -preset veryfast -bf 2 -g 25 -keyint_min 25 -sc_threshold 0"
            + " -b:v 400k -c:a aac -b:a 64k -ac 2 -f flv");
  }

  /** Opus alone, as Enhanced RTMP carries it; 6 seconds. */
  public static Clip av1Opus() {
    return make(
        "av1-opus",
        "-f lavfi -i testsrc2=size=160x90:rate=15:duration=6"
            + " -f lavfi -i sine=frequency=440:sample_rate=48000:duration=6"
            + " -c:v libsvtav1 -preset 12 -g 15 -svtav1-params pred-struct=1"
            + " -c:a libopus -b:a 48k -f flv");
  }

  /** AAC alone; 10 seconds. */
  public static Clip aacAlone() {
    return make(
        "aac",
        "-f lavfi -i sine=frequency=440:sample_rate=44100:duration=10"
            + " -c:a aac -b:a 64k -f flv");
  }

  private static Clip make(String name, String arguments) {
    return MADE.computeIfAbsent(name, n -> read(arguments));
  }

  private static Clip read(String arguments) {
    try {
      Path file = Files.createTempFile("weir-clip", ".flv");
      try {
        List<String> all = new ArrayList<>(List.of("-y"));
        all.addAll(List.of(arguments.split(" ", -1)));
        all.add(file.toString());
        Ffmpeg.run(all.toArray(String[]::new));
        return new Clip(new FlvTagReader().read(ByteSlice.of(Files.readAllBytes(file))));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The tags up to a time, the configuration included. */
  public List<FlvTag> until(long ms) {
    return tags.stream().filter(tag -> tag.timestampMs() < ms).toList();
  }

  /** The tags from one time up to another. */
  public List<FlvTag> between(long fromMs, long toMs) {
    return tags.stream()
        .filter(tag -> tag.timestampMs() >= fromMs && tag.timestampMs() < toMs)
        .toList();
  }
}
