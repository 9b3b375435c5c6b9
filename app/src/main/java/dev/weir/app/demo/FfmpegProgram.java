package dev.weir.app.demo;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.Loader;

/** The ffmpeg that Weir brings along, as an executable file on this machine. */
public final class FfmpegProgram {

  private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

  private static final Map<Path, Path> UNPACKED = new ConcurrentHashMap<>();

  private FfmpegProgram() {}

  /**
   * Unpacks it on first use, which takes about a second; later it is known where it is.
   *
   * @param cache folder that the executable and its libraries are kept in
   */
  public static Path unpack(Path cache) {
    return UNPACKED.computeIfAbsent(
        cache.toAbsolutePath(),
        folder -> {
          System.setProperty(CACHE_PROPERTY, folder.toString());
          return Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class));
        });
  }
}
