package dev.weir.recorder.take;

import dev.weir.recorder.RecorderConfig;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Where all takes of this node are until the store has them, and how much room is left there. */
public final class Spool {

  private final Path root;
  private final FileStore disk;
  private final RecorderConfig config;
  private final Map<Path, Long> sizes = new ConcurrentHashMap<>();

  private Spool(Path root, FileStore disk, RecorderConfig config) {
    this.root = root;
    this.disk = disk;
    this.config = config;
  }

  /** Opens the spool with whatever an earlier start has left in it. */
  public static Spool open(Path root, RecorderConfig config) throws IOException {
    Files.createDirectories(root, TakeFiles.PRIVATE_DIRECTORY);
    Spool spool = new Spool(root, Files.getFileStore(root), config);
    for (Path left : spool.takes()) {
      spool.grown(left, size(left));
    }
    return spool;
  }

  /** All takes that are there. */
  public List<Path> takes() throws IOException {
    try (Stream<Path> children = Files.list(root)) {
      return children.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** A place for a take that is not there yet. */
  public Path place() {
    return root.resolve(UUID.randomUUID().toString());
  }

  /** Bytes that are there. */
  public long bytes() {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A take has so many more bytes. */
  public void grown(Path take, long more) {
    sizes.merge(take, more, Long::sum);
  }

  /** Whether so many more bytes may come. */
  public boolean hasRoomFor(long more) throws IOException {
    return bytes() + more <= config.spoolBytes() && leavesRoomFor(more);
  }

  /** Whether the disk has so many more bytes, for whatever is on it. */
  public boolean leavesRoomFor(long more) throws IOException {
    return disk.getUsableSpace() - more >= config.freeBytes();
  }

  /** Removes a take; one that is gone already is removed. */
  public void remove(Path take) throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(take)) {
      files.forEach(all::add);
    } catch (NoSuchFileException gone) {
      sizes.remove(take);
      return;
    }
    all.sort(Comparator.reverseOrder());
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
    sizes.remove(take);
  }

  private static long size(Path take) throws IOException {
    long size = 0;
    try (Stream<Path> files = Files.walk(take)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        size += Files.size(file);
      }
    }
    return size;
  }
}
