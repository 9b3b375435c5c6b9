package dev.weir.app.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A build whose rehearsal fails goes on, and every start is slow: so it is performed here, too. */
@Timeout(120)
class RehearsalTest {

  @TempDir private Path directory;

  @Test
  void everythingStartsPlaysAndStops() {
    assertThatCode(() -> new Rehearsal(directory.resolve("data")).perform())
        .doesNotThrowAnyException();
    assertThat(directory.resolve("data").resolve("postgres")).isDirectory();
  }
}
