package dev.weir.app.command;

import dev.weir.portal.tenant.DemoSecrets;
import dev.weir.portal.tenant.Quickstart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** {@code quickstart.json} in the data directory, readable by its owner alone. */
final class QuickstartFile {

  private final Path file;

  QuickstartFile(Path dataDir) {
    file = dataDir.resolve("quickstart.json");
  }

  /** What an earlier start wrote down and the database cannot tell. */
  Optional<DemoSecrets> secrets() throws IOException {
    return Files.exists(file) ? Quickstart.secrets(Files.readString(file)) : Optional.empty();
  }

  /** Replaces the file whole, so that a reader never sees half of it. */
  void write(Quickstart quickstart) throws IOException {
    Path draft =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "quickstart",
            ".json",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, quickstart.json());
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
