package dev.weir.runtime.storage;

import dev.weir.contract.event.RecordingId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.keeping.RecordingFormat;
import java.util.List;

/**
 * Which objects a recording is. An MP4 or an FLV is one; HLS is the playlist of playlists, and what
 * lies below its name without the extension. Beside them stands a note under the recording's
 * identity, which says what it is called: by it the gateway finds a recording without asking a
 * database, and nobody finds one of another stream.
 */
public final class RecordingObjects {

  /** Names of recordings do not begin so. */
  public static final String RESERVED = "_weir/";

  private RecordingObjects() {}

  /** The note of a recording: the path of the object that is played. */
  public static ObjectName note(StreamAddress address, RecordingId id, RecordingFormat format) {
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
            + format.extension());
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
   * Deletes a recording, all of its objects and then its note; what is gone already is passed over.
   *
   * @param path of the object that is played, as {@code RecordingEvent.objectName} has it
   */
  public static void delete(
      ObjectStore store,
      StreamAddress address,
      RecordingId id,
      RecordingFormat format,
      String path) {
    ObjectName played = new ObjectName(address.tenant(), path);
    store.delete(played);
    if (format == RecordingFormat.HLS) {
      String below = folder(path);
      List<StoredObject> objects;
      do {
        objects = store.list(address.tenant(), below, "", ObjectStore.MAX_LISTED);
        objects.forEach(object -> store.delete(object.name()));
      } while (objects.size() == ObjectStore.MAX_LISTED);
    }
    store.delete(note(address, id, format));
  }
}
