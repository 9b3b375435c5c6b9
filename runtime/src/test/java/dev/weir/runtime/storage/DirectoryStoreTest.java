package dev.weir.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.identity.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DirectoryStoreTest implements ObjectStoreContract, ObjectDraftsContract {

  @TempDir private static Path directory;
  private Path root;
  private DirectoryStore store;

  @BeforeAll
  void open() {
    root = directory.resolve("objects");
    store = new DirectoryStore(root);
  }

  @Override
  public ObjectStore store() {
    return store;
  }

  @Override
  public Path files() {
    return directory;
  }

  @Test
  void leavesNothingThatOthersCouldRead() throws IOException {
    ObjectName name = new ObjectName(new TenantId(UUID.randomUUID()), "a/b.mp4");
    store.put(name, Files.writeString(directory.resolve("open"), "x"), "video/mp4");

    try (Stream<Path> all = Files.walk(root.resolve(name.tenant().toString()))) {
      List<String> modes = all.map(DirectoryStoreTest::mode).distinct().sorted().toList();
      assertThat(modes).containsExactly("rw-------", "rwx------");
    }
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException failed) {
      return failed.toString();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a/", "a//b", "../a", "a/../b", "a/.b", "a\\b", "a b", "ä", "a\0b"})
  void noNameLeadsElsewhere(String path) {
    TenantId tenant = new TenantId(UUID.randomUUID());

    assertThatThrownBy(() -> new ObjectName(tenant, path))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
