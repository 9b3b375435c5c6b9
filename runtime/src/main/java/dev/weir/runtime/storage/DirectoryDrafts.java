package dev.weir.runtime.storage;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Drafts as hidden files with a hole at their beginning, into which the front is written. The name
 * is taken by moving the file.
 */
final class DirectoryDrafts implements ObjectDrafts {

  /** Files up to here are copied within a second or two. */
  private static final long WORTHWHILE_BYTES = 256L << 20;

  private static final int PART_BYTES = 16 << 20;
  private static final String SUFFIX = ".growing";

  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path root;

  DirectoryDrafts(Path root) {
    this.root = root;
  }

  @Override
  public long worthwhileBytes() {
    return WORTHWHILE_BYTES;
  }

  @Override
  public int partBytes(int number) {
    return PART_BYTES;
  }

  @Override
  public boolean takesAnyName() {
    return true;
  }

  @Override
  public boolean reservesFront() {
    return true;
  }

  @Override
  public Draft begin(ObjectName name, String mediaType, long reservedBytes) {
    Path file = file(name);
    try {
      Files.createDirectories(parent(file), PRIVATE_DIRECTORY);
      Files.deleteIfExists(file);
      FileChannel.open(
              file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PRIVATE)
          .close();
      return new Draft(name, mediaType, reservedBytes, "");
    } catch (IOException failed) {
      throw DirectoryStore.fault(name, failed);
    }
  }

  @Override
  public Part add(Draft draft, List<Part> there, byte[] bytes) {
    try (FileChannel file = FileChannel.open(file(draft.name()), StandardOpenOption.WRITE)) {
      long end = end(draft, there);
      if (!there.isEmpty() && file.size() < end) {
        throw lost(draft);
      }
      write(file, bytes, end);
      // Little by little now, so that little is left to be forced at the end.
      file.force(false);
      return new Part("-", bytes.length);
    } catch (IOException failed) {
      throw DirectoryStore.fault(draft.name(), failed);
    }
  }

  @Override
  public long frontBytes(Draft draft, long neededBytes) {
    return draft.reservedBytes();
  }

  @Override
  public void complete(Draft draft, List<Part> parts, byte[] front, ObjectName name) {
    Path file = file(draft.name());
    Path place = place(name);
    long bytes = end(draft, parts);
    try {
      if (!Files.exists(file) && Files.exists(place) && Files.size(place) == bytes) {
        return;
      }
      try (FileChannel draftFile = FileChannel.open(file, StandardOpenOption.WRITE)) {
        if (draftFile.size() < bytes || front.length != draft.reservedBytes()) {
          throw lost(draft);
        }
        draftFile.truncate(bytes);
        write(draftFile, front, 0);
        draftFile.force(true);
      }
      Files.createDirectories(parent(place), PRIVATE_DIRECTORY);
      Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel directory = FileChannel.open(parent(place), StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (IOException failed) {
      throw DirectoryStore.fault(name, failed);
    }
  }

  @Override
  public void abandon(Draft draft) {
    try {
      Files.deleteIfExists(file(draft.name()));
    } catch (IOException failed) {
      throw DirectoryStore.fault(draft.name(), failed);
    }
  }

  @Override
  public void abandonOlderThan(Instant moment) {
    try {
      Files.walkFileTree(root, new Sweep(moment));
    } catch (IOException | UncheckedIOException failed) {
      throw new WeirFault(FaultCode.STORAGE_UNAVAILABLE, "drafts cause=\"" + failed + "\"");
    }
  }

  /** Deletes drafts that nobody has written to for long. */
  private static final class Sweep extends SimpleFileVisitor<Path> {

    private final Instant moment;

    Sweep(Instant moment) {
      this.moment = moment;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = file.getFileName().toString();
      if (name.startsWith(".")
          && name.endsWith(SUFFIX)
          && attributes.lastModifiedTime().toInstant().isBefore(moment)) {
        Files.deleteIfExists(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException vanished) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException vanished) {
      return FileVisitResult.CONTINUE;
    }
  }

  private static void write(FileChannel file, byte[] bytes, long at) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      file.write(left, at + left.position());
    }
  }

  private static long end(Draft draft, List<Part> parts) {
    return draft.reservedBytes() + parts.stream().mapToLong(Part::bytes).sum();
  }

  private static WeirFault lost(Draft draft) {
    return new WeirFault(FaultCode.OBJECT_ABSENT, "draft=" + draft.name());
  }

  private Path file(ObjectName name) {
    Path place = place(name);
    return place.resolveSibling("." + place.getFileName() + SUFFIX);
  }

  private Path place(ObjectName name) {
    return root.resolve(name.tenant().toString()).resolve(name.path());
  }

  private static Path parent(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new NoSuchFileException(path.toString());
    }
    return parent;
  }
}
