package dev.weir.e2e.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * Pictures that tests take when the build is run with {@code -Dweir.screenshots=true}: for whoever
 * wants to look at every page, and for the README's folder. Taking all of them takes a minute.
 */
public final class Screenshots {

  private static final boolean WANTED = Boolean.getBoolean("weir.screenshots");
  private static final Path OUTPUT = Path.of("target", "screenshots");
  private static final Path README_IMAGES = Path.of("..", "docs", "images");

  private Screenshots() {}

  /** Takes one that only a reader of the test's output sees. */
  public static void keep(String name, Consumer<Path> camera) {
    if (WANTED) {
      camera.accept(file(name));
    }
  }

  /** Takes one that the README shows. */
  public static void forReadme(String name, Consumer<Path> camera) {
    if (WANTED) {
      Path file = file(name);
      camera.accept(file);
      copy(file, name);
    }
  }

  private static void copy(Path file, String name) {
    try {
      Files.createDirectories(README_IMAGES);
      Files.copy(file, README_IMAGES.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path file(String name) {
    try {
      return Files.createDirectories(OUTPUT).resolve(name);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
