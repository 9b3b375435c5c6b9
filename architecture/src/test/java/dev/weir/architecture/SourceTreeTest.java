package dev.weir.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can only be seen in the source tree itself. */
final class SourceTreeTest {

  private static final int FILE_BUDGET_LINES = 500;

  @Test
  void everyRoomHasASign() throws IOException {
    List<Path> without =
        productionSources().stream()
            .map(Path::getParent)
            .distinct()
            .filter(room -> Files.notExists(room.resolve("package-info.java")))
            .toList();
    assertThat(without).as("packages without package-info.java").isEmpty();
  }

  @Test
  void everySignIsNullMarkedAndSaysWhatItOwns() throws IOException {
    List<Path> poor =
        productionSources().stream()
            .filter(file -> file.endsWith("package-info.java"))
            .filter(file -> !isASign(file))
            .toList();
    assertThat(poor).as("signs without @NullMarked, or without what they own").isEmpty();
  }

  @Test
  void noFileOutgrowsTheBudget() throws IOException {
    List<Path> large =
        productionSources().stream().filter(file -> lines(file) > FILE_BUDGET_LINES).toList();
    assertThat(large).as("files above " + FILE_BUDGET_LINES + " lines").isEmpty();
  }

  @Test
  void noTestIsSwitchedOffWithoutAnIssueAndADate() throws IOException {
    try (Stream<Path> files = Files.walk(root())) {
      List<Path> silent =
          files
              .filter(file -> file.toString().endsWith("Test.java"))
              .filter(file -> !file.endsWith("SourceTreeTest.java"))
              .filter(file -> read(file).contains("@Disabled"))
              .toList();
      assertThat(silent).isEmpty();
    }
  }

  private static boolean isASign(Path file) {
    // The formatter breaks lines wherever it must.
    String text = read(file).replaceAll("[\\s*]+", " ");
    return text.contains("@NullMarked") && text.contains("Owns") && text.contains("Does not own");
  }

  private static List<Path> productionSources() throws IOException {
    try (Stream<Path> files = Files.walk(root())) {
      List<Path> sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> file.toString().contains("/src/main/java/"))
              .toList();
      assertThat(sources).as("sources below " + root()).hasSizeGreaterThan(50);
      return sources;
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (Files.notExists(folder.resolve("weir"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static long lines(Path file) {
    return read(file).lines().count();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }
}
