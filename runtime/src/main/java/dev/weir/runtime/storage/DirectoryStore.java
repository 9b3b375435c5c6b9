package dev.weir.runtime.storage;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Objects as files below one directory, which their owner alone can read: the default of a single
 * machine. A file on the same disk is not copied but linked, so that a recording is there at once,
 * whatever its length, and takes no room twice.
 */
public final class DirectoryStore implements ObjectStore {

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** A deletion may remove a directory that is empty between its making and its use. */
  private static final int TRIES = 5;

  private final Path root;

  /** Begins with whatever is below {@code root}, which is made when it is first needed. */
  public DirectoryStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public void put(ObjectName name, Path file, String mediaType) {
    Path place = place(name);
    Path draft = place.resolveSibling("." + UUID.randomUUID() + ".draft");
    try {
      try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      takeIn(file, draft);
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel directory = FileChannel.open(parent(place), StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (IOException failed) {
      remove(draft);
      throw fault(name, failed);
    }
  }

  private static void takeIn(Path file, Path draft) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Files.createDirectories(parent(draft), PRIVATE_DIRECTORY);
      try {
        linkOrCopy(file, draft);
        Files.setPosixFilePermissions(draft, PRIVATE);
        return;
      } catch (NoSuchFileException vanished) {
        if (attempt == TRIES || !Files.exists(file)) {
          throw vanished;
        }
      }
    }
  }

  private static void linkOrCopy(Path file, Path draft) throws IOException {
    try {
      Files.createLink(draft, file);
      return;
    } catch (NoSuchFileException vanished) {
      throw vanished;
    } catch (UnsupportedOperationException | FileSystemException elsewhere) {
      Files.copy(file, draft, StandardCopyOption.REPLACE_EXISTING);
    }
    try (FileChannel copy = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      copy.force(true);
    }
  }

  @Override
  public Optional<StoredObject> find(ObjectName name) {
    try {
      BasicFileAttributes file = Files.readAttributes(place(name), BasicFileAttributes.class);
      return file.isRegularFile()
          ? Optional.of(new StoredObject(name, file.size(), file.lastModifiedTime().toInstant()))
          : Optional.empty();
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException failed) {
      throw fault(name, failed);
    }
  }

  @Override
  public InputStream read(ObjectName name, long offset, long length) {
    try {
      FileChannel file = FileChannel.open(place(name), StandardOpenOption.READ);
      file.position(offset);
      return new RangeStream(Channels.newInputStream(file), length);
    } catch (IOException failed) {
      throw fault(name, failed);
    }
  }

  @Override
  public void delete(ObjectName name) {
    Path place = place(name);
    try {
      Files.deleteIfExists(place);
      Path tenant = root.resolve(name.tenant().toString());
      for (Path dir = parent(place); dir.startsWith(tenant); dir = parent(dir)) {
        Files.deleteIfExists(dir);
      }
    } catch (DirectoryNotEmptyException others) {
      // They keep it.
    } catch (IOException failed) {
      throw fault(name, failed);
    }
  }

  @Override
  public List<StoredObject> list(TenantId tenant, String prefix, String after, int most) {
    List<StoredObject> found = new ArrayList<>();
    Listing listing = new Listing(tenant, prefix, after, Math.clamp(most, 0, MAX_LISTED));
    try {
      walk(listing, "", found);
    } catch (IOException failed) {
      throw fault(tenant, failed);
    } catch (UncheckedIOException failed) {
      throw fault(tenant, new IOException(failed));
    }
    return found;
  }

  /** What is asked for. */
  private record Listing(TenantId tenant, String prefix, String after, int most) {

    boolean means(String path) {
      return path.startsWith(prefix) && path.compareTo(after) > 0;
    }

    /** Whether anything below a path that ends in a slash may be meant. */
    boolean mayMean(String below) {
      return (below.startsWith(prefix) || prefix.startsWith(below))
          && (below.compareTo(after) > 0 || after.startsWith(below));
    }
  }

  private void walk(Listing listing, String path, List<StoredObject> found) throws IOException {
    for (String child : children(root.resolve(listing.tenant().toString()).resolve(path))) {
      String whole = path + child;
      if (found.size() >= listing.most()) {
        return;
      }
      if (child.endsWith("/")) {
        if (listing.mayMean(whole)) {
          walk(listing, whole, found);
        }
      } else if (listing.means(whole)) {
        find(new ObjectName(listing.tenant(), whole)).ifPresent(found::add);
      }
    }
  }

  /** Names as they follow each other in a listing; those of directories end in a slash. */
  private static List<String> children(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children
          .filter(child -> !child.getFileName().toString().startsWith("."))
          .map(child -> child.getFileName() + (Files.isDirectory(child) ? "/" : ""))
          .sorted(Comparator.naturalOrder())
          .toList();
    } catch (NoSuchFileException absent) {
      return List.of();
    }
  }

  @Override
  public Optional<ObjectDrafts> drafts() {
    return Optional.of(new DirectoryDrafts(root));
  }

  @Override
  public void close() {
    // There are no connections.
  }

  private Path place(ObjectName name) {
    return root.resolve(name.tenant().toString()).resolve(name.path());
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalStateException("objects lie below a directory");
    }
    return parent;
  }

  private static void remove(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException left) {
      // Drafts are never listed.
    }
  }

  /** What a failure is called. */
  static WeirFault fault(Object about, IOException failed) {
    FaultCode code =
        switch (failed) {
          case NoSuchFileException _ -> FaultCode.OBJECT_ABSENT;
          case FileSystemException refused when isFull(refused) -> FaultCode.STORAGE_FULL;
          case FileSystemException _ -> FaultCode.STORAGE_REFUSED;
          default -> isFull(failed) ? FaultCode.STORAGE_FULL : FaultCode.STORAGE_UNAVAILABLE;
        };
    return new WeirFault(code, "object=" + about + " cause=\"" + failed + "\"");
  }

  /** The JDK has no other way to tell it: the texts are those of ENOSPC and EDQUOT. */
  private static boolean isFull(IOException failed) {
    String text = String.valueOf(failed.getMessage());
    return text.contains("No space left") || text.contains("quota exceeded");
  }
}
