package dev.weir.portal;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.storage.StorageClass;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Objects in memory, in a store that can be away. */
public final class MemoryObjects implements ObjectStore {

  private final Map<ObjectName, byte[]> objects = new ConcurrentHashMap<>();

  private final Map<ObjectName, StorageClass> classes = new ConcurrentHashMap<>();

  private volatile boolean away;

  /** Puts an object there. */
  public void put(ObjectName name, byte[] bytes) {
    objects.put(name, bytes);
  }

  /** Has the store go away, or come back. */
  public void away(boolean gone) {
    away = gone;
  }

  @Override
  public void put(ObjectName name, Path file, String mediaType) {
    try {
      present().put(name, Files.readAllBytes(file));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public Optional<StoredObject> find(ObjectName name) {
    return Optional.ofNullable(present().get(name))
        .map(bytes -> new StoredObject(name, bytes.length, Instant.EPOCH));
  }

  @Override
  public InputStream read(ObjectName name, long offset, long length) {
    byte[] bytes = present().get(name);
    if (bytes == null) {
      throw new WeirFault(FaultCode.OBJECT_ABSENT, "object=" + name);
    }
    int from = Math.toIntExact(offset);
    return new ByteArrayInputStream(
        bytes, from, Math.toIntExact(Math.min(length, bytes.length - from)));
  }

  @Override
  public boolean hasClasses() {
    return true;
  }

  @Override
  public void move(ObjectName name, StorageClass to) {
    if (present().containsKey(name)) {
      classes.put(name, to);
    }
  }

  /** The class that an object was moved into. */
  public Optional<StorageClass> movedTo(ObjectName name) {
    return Optional.ofNullable(classes.get(name));
  }

  @Override
  public void delete(ObjectName name) {
    present().remove(name);
  }

  @Override
  public List<StoredObject> list(TenantId tenant, String prefix, String after, int most) {
    return present().keySet().stream()
        .filter(name -> name.tenant().equals(tenant) && name.path().startsWith(prefix))
        .filter(name -> name.path().compareTo(after) > 0)
        .sorted((a, b) -> a.path().compareTo(b.path()))
        .limit(most)
        .flatMap(name -> find(name).stream())
        .toList();
  }

  @Override
  public void close() {
    // There are no connections.
  }

  private Map<ObjectName, byte[]> present() {
    if (away) {
      throw new WeirFault(FaultCode.STORAGE_UNAVAILABLE, "away");
    }
    return objects;
  }
}
