package dev.weir.portal.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.SnapshotName;
import dev.weir.runtime.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest picture of each stream, out of the store that all machines have. A store that does not
 * answer has no pictures: pages go on without. For virtual threads.
 */
public final class SnapshotPictures {

  /** Most bytes of a picture. */
  static final int MAX_BYTES = 1 << 20;

  /** How long a list of pictures stands, for all pages of a tenant. */
  static final Duration MEMORY = Duration.ofSeconds(2);

  /** Most tenants whose lists are remembered. */
  static final int MAX_TENANTS = 1_000;

  /** Most pictures of a list: those of further streams are not shown on the wall. */
  static final int MAX_LISTED = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotPictures.class);

  private final ObjectStore store;
  private final Cache<TenantId, Map<ObjectName, Instant>> lists;

  /** Looks into this store. */
  public SnapshotPictures(ObjectStore store, TimeSource time) {
    this.store = store;
    this.lists =
        Caffeine.newBuilder()
            .maximumSize(MAX_TENANTS)
            .expireAfterWrite(MEMORY)
            .ticker(time::nanos)
            .executor(Runnable::run)
            .build();
  }

  /**
   * A picture.
   *
   * @param mediaType such as {@code image/jpeg}
   * @param bytes the file
   */
  record Found(String mediaType, byte[] bytes) {}

  /** When the newest picture of each stream was put into the store. */
  Map<ObjectName, Instant> newest(TenantId tenant) {
    return lists.get(tenant, this::list);
  }

  /** The newest picture of a stream; empty when there is none. */
  Optional<Found> find(StreamAddress stream) {
    try (InputStream object = store.read(SnapshotName.latest(stream), 0, MAX_BYTES)) {
      byte[] bytes = object.readAllBytes();
      return mediaType(bytes).map(type -> new Found(type, bytes));
    } catch (WeirFault | IOException absent) {
      return Optional.empty();
    }
  }

  private Map<ObjectName, Instant> list(TenantId tenant) {
    Map<ObjectName, Instant> all = new HashMap<>();
    try {
      String after = "";
      List<StoredObject> some;
      do {
        some = store.list(tenant, SnapshotName.LATEST, after, ObjectStore.MAX_LISTED);
        for (StoredObject object : some) {
          all.put(object.name(), object.storedAt());
          after = object.name().path();
        }
      } while (some.size() == ObjectStore.MAX_LISTED && all.size() < MAX_LISTED);
    } catch (WeirFault unanswered) {
      LOG.warn("event=portal.pictures.unknown tenant={} cause={}", tenant, unanswered.toString());
    }
    return Map.copyOf(all);
  }

  /** Of what browsers are shown, by how it begins. */
  private static Optional<String> mediaType(byte[] file) {
    if (file.length > 2 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xd8) {
      return Optional.of("image/jpeg");
    }
    boolean riff =
        file.length > 4 && file[0] == 'R' && file[1] == 'I' && file[2] == 'F' && file[3] == 'F';
    return riff ? Optional.of("image/webp") : Optional.empty();
  }
}
