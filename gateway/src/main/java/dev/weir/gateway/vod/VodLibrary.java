package dev.weir.gateway.vod;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.RecordingObjects;
import dev.weir.runtime.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Which object a file of a recording is. Thread-safe; blocks. */
final class VodLibrary {

  /** A player asks for many ranges of one file; one that is deleted goes for so long. */
  static final Duration REMEMBERED = Duration.ofSeconds(15);

  static final int MAX_REMEMBERED = 10_000;

  private final ObjectStore store;
  private final Cache<Wanted, StoredObject> found =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).expireAfterWrite(REMEMBERED).build();

  private record Wanted(StreamAddress address, VodResource resource) {}

  VodLibrary(ObjectStore store) {
    this.store = store;
  }

  /** The object; fails with {@code OBJECT_ABSENT} when the stream has no such recording. */
  StoredObject find(StreamAddress address, VodResource resource) {
    Wanted wanted = new Wanted(address, resource);
    StoredObject known = found.getIfPresent(wanted);
    if (known != null) {
      return known;
    }
    ObjectName name = name(address, resource);
    StoredObject object =
        store
            .find(name)
            .orElseThrow(() -> new WeirFault(FaultCode.OBJECT_ABSENT, "object=" + name));
    found.put(wanted, object);
    return object;
  }

  private ObjectName name(StreamAddress address, VodResource resource) {
    ObjectName note = RecordingObjects.note(address, resource.id(), resource.format());
    String path = text(note, ObjectName.MAX_LENGTH);
    ObjectName played = new ObjectName(address.tenant(), path);
    return resource.below().isEmpty() ? played : RecordingObjects.below(played, resource.below());
  }

  /** What an object says, as far as {@code mostBytes}. */
  String text(ObjectName name, int mostBytes) {
    try (InputStream text = store.read(name, 0, mostBytes)) {
      return new String(text.readNBytes(mostBytes), StandardCharsets.UTF_8);
    } catch (IOException lost) {
      throw new WeirFault(FaultCode.STORAGE_UNAVAILABLE, "object=" + name + " cause=" + lost);
    }
  }

  InputStream read(StoredObject object, long offset, long length) {
    return store.read(object.name(), offset, length);
  }
}
