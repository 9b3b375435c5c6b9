package dev.weir.testkit.ffmpeg;

import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/** An executable of the pinned ffmpeg build, unpacked into javacpp's cache at its first use. */
enum Tool {
  FFMPEG,
  FFPROBE;

  Path path() {
    return switch (this) {
      case FFMPEG -> Unpacked.FFMPEG;
      case FFPROBE -> Unpacked.FFPROBE;
    };
  }

  /** Unpacking takes a second; the class is initialized once. */
  private static final class Unpacked {
    static final Path FFMPEG = Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class));
    static final Path FFPROBE = Path.of(Loader.load(org.bytedeco.ffmpeg.ffprobe.class));
  }
}
