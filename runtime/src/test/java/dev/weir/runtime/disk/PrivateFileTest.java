package dev.weir.runtime.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {

  private static final byte[] ONE = {1};
  private static final byte[] TWO = {2, 2};

  @TempDir private Path directory;

  @Test
  void replacesAWholeFileAndItsMode() throws IOException {
    Path file = directory.resolve("new/place/file");
    PrivateFile.replace(file, ONE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    PrivateFile.replace(file, TWO);
    assertThat(file).hasBinaryContent(TWO);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void neverReplacesWhatSomebodyElseMade() throws IOException {
    Path file = directory.resolve("file");
    assertThat(PrivateFile.createIfAbsent(file, ONE)).isTrue();
    assertThat(PrivateFile.createIfAbsent(file, TWO)).isFalse();
    assertThat(file).hasBinaryContent(ONE);
  }
}
