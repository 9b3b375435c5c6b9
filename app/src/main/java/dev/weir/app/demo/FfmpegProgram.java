package dev.weir.app.demo;

import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/** The ffmpeg that Weir brings along, as an executable file on this machine. */
public final class FfmpegProgram {

  private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

  private FfmpegProgram() {}

  /**
   * Unpacks it on first use, which takes about a second.
   *
   * @param cache folder that the executable and its libraries are kept in
   */
  public static Path unpack(Path cache) {
    System.setProperty(CACHE_PROPERTY, cache.toAbsolutePath().toString());
    return Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class));
  }
}
