package dev.weir.portal.library;

import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StoredObject;
import java.util.List;

/** What the store has of recordings: of HLS a playlist, and what lies below its name. */
final class RecordingObjects {

  private final ObjectStore store;

  RecordingObjects(ObjectStore store) {
    this.store = store;
  }

  /** Deletes all of one; what is gone already is gone. Throws what the store throws. */
  void delete(Recording recording) {
    recording
        .object()
        .ifPresent(object -> {
          if (recording.told().format() == RecordingFormat.HLS) {
            deleteBelow(object);
          }
          store.delete(object);
        });
  }

  private void deleteBelow(ObjectName playlist) {
    String ending = "." + RecordingFormat.HLS.extension();
    String name = playlist.path();
    String below = name.substring(0, name.length() - ending.length()) + "/";
    List<StoredObject> found;
    do {
      found = store.list(playlist.tenant(), below, "", ObjectStore.MAX_LISTED);
      found.forEach(object -> store.delete(object.name()));
    } while (found.size() == ObjectStore.MAX_LISTED);
  }
}
