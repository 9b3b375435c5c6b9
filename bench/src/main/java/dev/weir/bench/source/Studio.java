package dev.weir.bench.source;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTagReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/**
 * Draws recordings with the bundled ffmpeg, once, and keeps them as files.
 *
 * @param cache the folder
 */
public record Studio(Path cache) {

  private static final int LOOP_SECONDS = 8;
  private static final int DRAWN_SECONDS = LOOP_SECONDS + 1;
  private static final int AUDIO_KILOBITS = 64;
  private static final int FRAMES_PER_SECOND = 25;
  private static final int KEY_FRAME_INTERVAL = 2 * FRAMES_PER_SECOND;
  private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

  /** What all fan-out is measured with: 720p25 H.264, GOP of 2 s, and AAC; 2.0 Mbit/s. */
  public Recording standard() {
    return recording("1280x720", 2000);
  }

  /** What encoding is measured with: 1080p25 of 4 Mbit/s. */
  public Recording wide() {
    return recording("1920x1080", 4000);
  }

  /** The bundled program; it is unpacked when it is not there yet. */
  public Path ffmpeg() {
    System.setProperty(CACHE_PROPERTY, cache.toString());
    return Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class));
  }

  /** A small picture of that many kbit/s, sound included, for many publishers at once. */
  public Recording small(int kilobits) {
    return recording("640x360", kilobits);
  }

  private Recording recording(String size, int kilobits) {
    Path file = cache.resolve("source-" + size + "-" + kilobits + "k.flv");
    try {
      if (Files.notExists(file)) {
        Files.createDirectories(cache);
        draw(size, kilobits - AUDIO_KILOBITS, file);
      }
      FlvTagReader reader = new FlvTagReader();
      return Recording.cut(reader.read(ByteSlice.of(Files.readAllBytes(file))), LOOP_SECONDS);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Filler data makes the bit rate exact. Two B-frames, as encoders for platforms send them. */
  private void draw(String size, int videoKilobits, Path file) throws IOException {
    String rate = videoKilobits + "k";
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    List<String> command = new ArrayList<>(List.of(ffmpeg().toString(), "-y"));
    command.addAll(words("-hide_banner -nostdin -loglevel error -f lavfi -i"));
    command.add("testsrc2=size=" + size + ":rate=" + FRAMES_PER_SECOND);
    command.addAll(words("-f lavfi -i sine=frequency=440:sample_rate=48000"));
    command.addAll(words("-pix_fmt yuv420p -c:v libx264 -preset veryfast -bf 2 -threads 1"));
    command.addAll(words("-sc_threshold 0 -g " + KEY_FRAME_INTERVAL));
    command.addAll(words("-keyint_min " + KEY_FRAME_INTERVAL));
    command.addAll(words("-b:v " + rate + " -minrate " + rate + " -maxrate " + rate));
    command.addAll(words("-bufsize " + rate + " -x264-params nal-hrd=cbr:force-cfr=1"));
    command.addAll(words("-c:a aac -ac 2 -b:a " + AUDIO_KILOBITS + "k -t " + DRAWN_SECONDS));
    command.addAll(List.of("-f", "flv", unfinished.toString()));
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException("ffmpeg could not draw the stream to measure with");
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" ", -1));
  }
}
