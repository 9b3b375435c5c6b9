package dev.weir.runtime.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterSecretTest {

  @TempDir private Path directory;

  @Test
  void isMadeOnceReadableByItsOwnerAlone() throws IOException {
    Path file = directory.resolve("data/cluster.secret");
    ClusterSecret made = ClusterSecret.loadOrCreate(file);
    ClusterSecret read = ClusterSecret.loadOrCreate(file);
    assertThat(read.derive("p")).isEqualTo(made.derive("p"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void isOneAlsoWhenManyProcessesMakeItAtOnce() throws Exception {
    Path file = directory.resolve("cluster.secret");
    Callable<byte[]> start = () -> ClusterSecret.loadOrCreate(file).derive("p");
    try (ExecutorService processes = Executors.newFixedThreadPool(8)) {
      List<Future<byte[]>> all =
          processes.invokeAll(List.of(start, start, start, start, start, start, start, start));
      byte[] first = all.getFirst().get(5, TimeUnit.SECONDS);
      for (Future<byte[]> one : all) {
        assertThat(one.get(5, TimeUnit.SECONDS)).isEqualTo(first);
      }
    }
  }

  @Test
  void givesEachPurposeItsOwnKey() {
    ClusterSecret secret = ClusterSecret.parse("00".repeat(32));
    assertThat(secret.derive("one")).hasSize(32).isNotEqualTo(secret.derive("two"));
    assertThat(secret.derive("one")).isEqualTo(secret.derive("one"));
  }

  @Test
  void refusesWhatIsNoSecretAndNeverShowsOne() throws IOException {
    assertThatThrownBy(() -> ClusterSecret.parse("abc"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ClusterSecret.parse("zz".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
    Path broken = directory.resolve("broken");
    Files.writeString(broken, "", StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> ClusterSecret.loadOrCreate(broken))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ClusterSecret.parse("ab".repeat(32)).toString()).doesNotContain("abab");
  }
}
