package dev.weir.portal.library;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.storage.StorageClass;
import dev.weir.portal.listing.ListPlace;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.RecordingObjects.Place;
import java.time.Instant;
import java.util.Optional;

/**
 * One file of a recording.
 *
 * @param told what its node last told of it
 * @param title what somebody calls it; may be empty
 * @param keptUntil when it is deleted by itself; empty for never, and before it is known
 * @param deleting whether it is being deleted
 * @param movedTo the colder class that it was moved into; empty for the one that it began in
 * @param forgotten whether it stays in its store, of which nobody here knows any more
 */
public record Recording(
    RecordingEvent told,
    String title,
    Optional<Instant> keptUntil,
    boolean deleting,
    Optional<StorageClass> movedTo,
    boolean forgotten) {

  /** Most characters of a title. */
  public static final int MAX_TITLE = 200;

  /** Whether it is in the store, and stays there. */
  public boolean isReady() {
    return told.state() == RecordingEvent.State.READY && !deleting;
  }

  /** Whether there is something to see in it. */
  public boolean isSeen() {
    return isReady() && told.width() > 0;
  }

  /** Whether it is one file, which can be fetched. */
  public boolean isFetched() {
    return isReady() && told.format() != RecordingFormat.HLS;
  }

  /** Whether it has to be brought back from an archive before it can be read. */
  public boolean isArchived() {
    return movedTo.filter(known -> !known.readAtOnce()).isPresent();
  }

  /** Where it lies; empty when no store has anything of it. */
  Optional<Place> place() {
    return told.objectName().isEmpty()
        ? Optional.empty()
        : Optional.of(new Place(told.store(), told.objectName()));
  }

  /** Whether its node is done with it. */
  public boolean isOver() {
    return switch (told.state()) {
      case RUNNING, SAVING -> false;
      case READY, FAILED -> true;
    };
  }

  /** What the store calls it, or its playlist; empty when it has nothing of it. */
  Optional<ObjectName> object() {
    return told.objectName().isEmpty()
        ? Optional.empty()
        : Optional.of(new ObjectName(told.tenant(), told.objectName()));
  }

  /** What people know it by: stream, time and format. */
  String name() {
    return "%s/%s %s %s"
        .formatted(
            told.address().pushDomain(), told.address().path(), told.startedAt(), told.format());
  }

  ListPlace cursor() {
    return new ListPlace(told.startedAt(), told.id().value());
  }
}
