package dev.weir.recorder.export;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that nobody has yet: what an earlier attempt left may be a store's already. */
final class Fresh {

  private Fresh() {}

  /** A new, empty file that its owner alone can read. */
  static FileChannel file(Path path) throws IOException {
    Files.deleteIfExists(path);
    return FileChannel.open(
        path,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }
}
