package dev.weir.runtime.storage;

import dev.weir.contract.event.RecordingId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.storage.StorageClass;
import dev.weir.contract.storage.StoreId;
import java.util.List;
import java.util.Optional;

/**
 * Which objects a recording is. An MP4 or an FLV is one; HLS is the playlist of playlists, and what
 * lies below its name without the extension. Beside them stands a note under the recording's
 * identity, in the operator's store whatever the recording lies in, which says where it is: by it
 * the gateway finds a recording without asking a database, and nobody finds one of another stream.
 * Its picture lies there, too.
 */
public final class RecordingObjects {

  /** Names of recordings do not begin so. */
  public static final String RESERVED = "_weir/";

  private static final String GROWING = RESERVED + "growing/";

  private RecordingObjects() {}

  /**
   * Where a recording lies; what its note says.
   *
   * @param store the tenant's store; empty for the operator's
   * @param path of the object that is played
   */
  public record Place(Optional<StoreId> store, String path) {

    /** Longest text of one. */
    public static final int MAX_TEXT = ObjectName.MAX_LENGTH + 1 + StoreId.MAX_LENGTH;

    /** As a note has it: the path, and the store in a line of its own. */
    public String text() {
      return store.map(id -> path + "\n" + id).orElse(path);
    }

    /** Reads {@link #text}; throws {@link IllegalArgumentException} for what is none. */
    public static Place parse(String text) {
      int end = text.indexOf('\n');
      return end < 0
          ? new Place(Optional.empty(), text)
          : new Place(Optional.of(new StoreId(text.substring(end + 1))), text.substring(0, end));
    }
  }

  /** The note of a recording, always in the operator's store; its text is a {@link Place}. */
  public static ObjectName note(StreamAddress address, RecordingId id, RecordingFormat format) {
    return beside(address, id, format.extension());
  }

  /** A picture of a recording, as JPEG, where its note is; those without video have none. */
  public static ObjectName poster(StreamAddress address, RecordingId id) {
    return beside(address, id, "jpg");
  }

  /** Where a recording may lie while it grows, until it has its name. */
  public static ObjectName growing(StreamAddress address, RecordingId id, RecordingFormat format) {
    return new ObjectName(address.tenant(), GROWING + id + "." + format.extension());
  }

  /** Whether an object lies there. */
  static boolean isGrowing(ObjectName name) {
    return name.path().startsWith(GROWING);
  }

  private static ObjectName beside(StreamAddress address, RecordingId id, String extension) {
    return new ObjectName(
        address.tenant(),
        RESERVED
            + "recordings/"
            + address.pushDomain().toString().replace(':', '_')
            + "/"
            + address.path()
            + "/"
            + id
            + "."
            + extension);
  }

  /**
   * What a playlist of playlists leads to.
   *
   * @param played the playlist
   * @param file the last part of what lies below it
   */
  public static ObjectName below(ObjectName played, String file) {
    return new ObjectName(played.tenant(), folder(played.path()) + file);
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('.')) + "/";
  }

  /**
   * Deletes a recording, all of its objects, its picture and then its note; what is gone already is
   * passed over.
   */
  public static void delete(
      ObjectStores stores,
      StreamAddress address,
      RecordingId id,
      RecordingFormat format,
      Place place) {
    ObjectStore store = stores.of(address, place.store());
    store.delete(new ObjectName(address.tenant(), place.path()));
    if (format == RecordingFormat.HLS) {
      String below = folder(place.path());
      List<StoredObject> objects;
      do {
        objects = store.list(address.tenant(), below, "", ObjectStore.MAX_LISTED);
        objects.forEach(object -> store.delete(object.name()));
      } while (objects.size() == ObjectStore.MAX_LISTED);
    }
    forget(stores, address, id, format);
  }

  /** Deletes picture and note of a recording, and leaves what it says where it is. */
  public static void forget(
      ObjectStores stores, StreamAddress address, RecordingId id, RecordingFormat format) {
    ObjectStore operators = stores.of(address, Optional.empty());
    operators.delete(poster(address, id));
    operators.delete(note(address, id, format));
  }

  /** Moves all objects of a recording into another class; those that are there already stay. */
  public static void move(
      ObjectStores stores,
      StreamAddress address,
      RecordingFormat format,
      Place place,
      StorageClass to) {
    ObjectStore store = stores.of(address, place.store());
    if (format == RecordingFormat.HLS) {
      String below = folder(place.path());
      String after = "";
      List<StoredObject> objects;
      do {
        objects = store.list(address.tenant(), below, after, ObjectStore.MAX_LISTED);
        objects.forEach(object -> store.move(object.name(), to));
        after = objects.isEmpty() ? after : objects.getLast().name().path();
      } while (objects.size() == ObjectStore.MAX_LISTED);
    }
    store.move(new ObjectName(address.tenant(), place.path()), to);
  }
}
