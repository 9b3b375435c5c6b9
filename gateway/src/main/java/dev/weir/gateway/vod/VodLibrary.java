package dev.weir.gateway.vod;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.ObjectStores;
import dev.weir.runtime.storage.RecordingObjects;
import dev.weir.runtime.storage.RecordingObjects.Place;
import java.time.Duration;
import java.util.Optional;

/** Which object a file of a recording is. Thread-safe; blocks. */
final class VodLibrary {

  /** A player asks for many ranges of one file; one that is deleted goes for so long. */
  static final Duration REMEMBERED = Duration.ofSeconds(15);

  static final int MAX_REMEMBERED = 10_000;

  private final ObjectStores stores;
  private final Cache<Wanted, VodFile> found =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).expireAfterWrite(REMEMBERED).build();

  private record Wanted(StreamAddress address, VodResource resource) {}

  VodLibrary(ObjectStores stores) {
    this.stores = stores;
  }

  /** The file; fails with {@code OBJECT_ABSENT} when the stream has no such recording. */
  VodFile find(StreamAddress address, VodResource resource) {
    Wanted wanted = new Wanted(address, resource);
    VodFile known = found.getIfPresent(wanted);
    if (known != null) {
      return known;
    }
    Place place = place(address, resource);
    ObjectStore store = stores.of(address, place.store());
    ObjectName name = name(address, resource, place);
    VodFile file =
        store
            .find(name)
            .map(object -> new VodFile(store, object))
            .orElseThrow(() -> new WeirFault(FaultCode.OBJECT_ABSENT, "object=" + name));
    found.put(wanted, file);
    return file;
  }

  /** Whether the stream has such a recording, as far as its stores can say. */
  boolean has(StreamAddress address, VodResource resource) {
    try {
      find(address, resource);
      return true;
    } catch (WeirFault fault) {
      if (fault.code() == FaultCode.OBJECT_ABSENT) {
        return false;
      }
      throw fault;
    }
  }

  private Place place(StreamAddress address, VodResource resource) {
    if (resource.isPoster()) {
      return new Place(Optional.empty(), RecordingObjects.poster(address, resource.id()).path());
    }
    ObjectName note = RecordingObjects.note(address, resource.id(), resource.format());
    ObjectStore operators = stores.of(address, Optional.empty());
    return Place.parse(VodFile.text(operators, note, Place.MAX_TEXT));
  }

  private static ObjectName name(StreamAddress address, VodResource resource, Place place) {
    ObjectName played = new ObjectName(address.tenant(), place.path());
    return resource.below().isEmpty() || resource.isPoster()
        ? played
        : RecordingObjects.below(played, resource.below());
  }
}
