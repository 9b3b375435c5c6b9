package dev.weir.transcoder.watermark;

import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.MarkImage;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.WatermarkName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Images by their digests. What was fetched once is there also while the store is away; of many,
 * those that were used last are kept. Thread-safe; methods block.
 */
public final class MarkImages {

  /** Most images that are kept. */
  static final int MAX_KEPT = 64;

  private static final String EXTENSION = ".png";

  private final ObjectStore store;
  private final Path folder;
  private final TimeSource time;

  /** Images of {@code store}, kept below {@code folder}, which is made when it is first needed. */
  public MarkImages(ObjectStore store, Path folder, TimeSource time) {
    this.store = store;
    this.folder = folder;
    this.time = time;
  }

  /** The bytes of a tenant's image, which are those that its digest is of. */
  public synchronized byte[] bytes(TenantId tenant, MarkImage image) throws IOException {
    Path kept = folder.resolve(image.digest() + EXTENSION);
    if (Files.exists(kept)) {
      byte[] bytes = Files.readAllBytes(kept);
      if (isOf(image, bytes)) {
        Files.setLastModifiedTime(kept, FileTime.from(time.now()));
        return bytes;
      }
    }
    byte[] bytes = fetch(tenant, image);
    keep(kept, bytes);
    return bytes;
  }

  private byte[] fetch(TenantId tenant, MarkImage image) throws IOException {
    ObjectName name = WatermarkName.of(tenant, image);
    try (InputStream object = store.read(name, 0, MarkImage.MAX_BYTES)) {
      byte[] bytes = object.readAllBytes();
      if (!isOf(image, bytes)) {
        throw new IOException("not what its name says: " + name);
      }
      return bytes;
    } catch (WeirFault unavailable) {
      throw new IOException(
          "watermark %s: %s".formatted(image.digest(), unavailable.getMessage()), unavailable);
    }
  }

  private void keep(Path place, byte[] bytes) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path draft = folder.resolve("draft");
    Files.write(draft, bytes);
    Files.setLastModifiedTime(draft, FileTime.from(time.now()));
    Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    List<Path> all = byUse();
    for (Path least : all.subList(0, Math.max(0, all.size() - MAX_KEPT))) {
      Files.delete(least);
    }
  }

  /** The one used longest ago first. */
  private List<Path> byUse() throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(MarkImages::isImage).toList()) {
        times.put(file, Files.getLastModifiedTime(file));
      }
    }
    List<Path> all = new ArrayList<>(times.keySet());
    all.sort(Comparator.comparing(file -> times.getOrDefault(file, FileTime.fromMillis(0))));
    return all;
  }

  private static boolean isImage(Path file) {
    return file.toString().endsWith(EXTENSION);
  }

  private static boolean isOf(MarkImage image, byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).equals(image.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
