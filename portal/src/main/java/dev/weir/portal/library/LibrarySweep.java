package dev.weir.portal.library;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.runtime.storage.RecordingObjects;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is to be deleted, or was kept for as long as its rule wanted: from the store first,
 * then from the library. What the store does not delete now is tried again. Several nodes may
 * sweep: each takes a recording for itself. For virtual threads.
 */
public final class LibrarySweep {

  /** Recordings of one round. */
  static final int AT_ONCE = 100;

  /** From one attempt to the next, and the longest that one may take. */
  static final Duration AGAIN = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(LibrarySweep.class);

  private final LibraryRoom room;
  private final RecordingStore store = new RecordingStore();

  /** Sweeps this room. */
  public LibrarySweep(LibraryRoom room) {
    this.room = room;
  }

  /** Deletes what is due; how many are gone. */
  public int sweep() {
    Instant now = room.time().now();
    List<RecordingStore.Due> due =
        room.database().inPlatform(connection -> store.due(connection, now, AT_ONCE));
    int gone = 0;
    for (RecordingStore.Due one : due) {
      gone += erase(one) ? 1 : 0;
    }
    return gone;
  }

  /** Deletes one that is due; whether it is gone. */
  boolean erase(RecordingStore.Due due) {
    Instant now = room.time().now();
    List<Recording> taken =
        room.database()
            .inTenant(
                due.tenant(), connection -> store.take(connection, due, now, now.plus(AGAIN)));
    if (taken.isEmpty()) {
      return false;
    }
    try {
      delete(taken.getFirst());
    } catch (Exception away) {
      LOG.warn(
          "event=library.not-deleted tenant={} recording={} cause={}",
          due.tenant(),
          due.id(),
          String.valueOf(away));
      return false;
    }
    room.database()
        .inTenant(
            due.tenant(),
            connection -> {
              store.remove(connection, due, now);
              return due;
            });
    LOG.info("event=library.deleted tenant={} recording={}", due.tenant(), due.id());
    return true;
  }

  /** What failed has nothing in the store; what is forgotten stays there. */
  private void delete(Recording recording) {
    RecordingEvent told = recording.told();
    if (recording.forgotten()) {
      RecordingObjects.forget(room.stores(), told.address(), told.id(), told.format());
    } else {
      recording
          .place()
          .ifPresent(place ->
              RecordingObjects.delete(
                  room.stores(), told.address(), told.id(), told.format(), place));
    }
  }
}
