package dev.weir.portal.library;

import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.storage.StorageClass;
import dev.weir.runtime.storage.RecordingObjects;
import dev.weir.runtime.storage.StoreTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves recordings into the colder class that their rule wanted after so many days. What was moved
 * halfway goes on where it was: objects that are in the class already stay. Several nodes may do
 * this: each takes a recording for itself. For virtual threads.
 */
public final class LibraryCooling {

  /** Recordings of one round. */
  static final int AT_ONCE = 20;

  /** From one attempt to the next, and the longest that one may take. */
  static final Duration AGAIN = Duration.ofHours(2);

  private static final Logger LOG = LoggerFactory.getLogger(LibraryCooling.class);

  private final LibraryRoom room;
  private final CoolingStore store = new CoolingStore();

  /** Moves what lies in this room. */
  public LibraryCooling(LibraryRoom room) {
    this.room = room;
  }

  /** Moves what is due; how many are in their class now. */
  public int cool() {
    Instant now = room.time().now();
    List<RecordingStore.Due> due =
        room.database().inPlatform(connection -> store.due(connection, now, AT_ONCE));
    int moved = 0;
    for (RecordingStore.Due one : due) {
      moved += move(one) ? 1 : 0;
    }
    return moved;
  }

  private boolean move(RecordingStore.Due due) {
    Instant now = room.time().now();
    List<CoolingStore.Move> taken =
        room.database()
            .inTenant(
                due.tenant(), connection -> store.take(connection, due, now, now.plus(AGAIN)));
    if (taken.isEmpty()) {
      return false;
    }
    CoolingStore.Move move = taken.getFirst();
    try {
      move(move.recording(), move.to());
    } catch (Exception failed) {
      LOG.warn(
          "event=library.not-cooled tenant={} recording={} cause={}",
          due.tenant(),
          due.id(),
          String.valueOf(failed));
      if (isForGood(failed)) {
        end(due, false);
      }
      return false;
    }
    end(due, true);
    LOG.info(
        "event=library.cooled tenant={} recording={} class={}", due.tenant(), due.id(), move.to());
    return true;
  }

  private void move(Recording recording, StorageClass to) {
    recording
        .place()
        .ifPresent(place ->
            RecordingObjects.move(
                room.stores(), recording.told().address(), recording.told().format(), place, to));
  }

  /** What is not there, or cannot have a class, is not asked for again. */
  private static boolean isForGood(Exception failed) {
    return failed instanceof WeirFault fault
        && switch (fault.code()) {
          case OBJECT_ABSENT, OBJECT_ARCHIVED, STORE_ABSENT -> true;
          case STORAGE_REFUSED -> fault.subject().equals(StoreTrouble.NOT_OFFERED.name());
          default -> false;
        };
  }

  private void end(RecordingStore.Due due, boolean moved) {
    room.database()
        .inTenant(
            due.tenant(),
            connection -> {
              store.end(connection, due, moved);
              return due;
            });
  }
}
