package dev.weir.transcoder.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Directories in which processes run, each for one of them and nobody else. Methods block.
 *
 * @param root where they are
 */
public record PrivateDirectories(Path root) {

  /** Removes what an earlier start left. */
  public void sweep() throws IOException {
    Files.createDirectories(root);
    List<Path> leftOver;
    try (Stream<Path> all = Files.list(root)) {
      leftOver = all.toList();
    }
    for (Path one : leftOver) {
      remove(one);
    }
  }

  /** A new one. */
  Path create() throws IOException {
    Files.createDirectories(root);
    return Files.createTempDirectory(
        root,
        "run-",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Removes one and all that is in it. */
  static void remove(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(directory)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path one : all) {
      Files.deleteIfExists(one);
    }
  }
}
