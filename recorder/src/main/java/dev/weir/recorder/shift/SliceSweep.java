package dev.weir.recorder.shift;

import dev.weir.contract.identity.TenantId;
import dev.weir.recorder.RecorderEvent;
import dev.weir.recorder.RecorderTally;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StoreRounds;
import dev.weir.runtime.storage.StoredObject;
import dev.weir.stream.shift.ShiftObjects;
import dev.weir.stream.shift.ShiftObjects.Due;
import java.util.List;
import java.util.Optional;

/**
 * Deletes hours that nobody can go back to any more, also those of streams and nodes that are no
 * more: notes say which they are, and stand in the order in which they go. Every node sweeps for
 * all tenants: what one has deleted, the next one does not find.
 */
final class SliceSweep {

  private final ObjectStore store;
  private final RecorderTally tally;
  private final TimeSource time;
  private final StoreRounds rounds;

  SliceSweep(
      ObjectStore store,
      PolicyDirectory policies,
      RecorderTally tally,
      TimeSource time,
      OperatorLog log) {
    this.store = store;
    this.tally = tally;
    this.time = time;
    this.rounds =
        new StoreRounds(
            "slice-sweep",
            policies,
            this::sweep,
            (tenant, refused) ->
                log.tell(RecorderEvent.NOT_SWEPT, tenant.toString(), "cause", refused));
  }

  /** Its rounds, not begun yet. */
  StoreRounds rounds() {
    return rounds;
  }

  private void sweep(TenantId tenant) {
    boolean more = true;
    while (more && !rounds.isOver()) {
      List<Due> due =
          store.list(tenant, ShiftObjects.DUE, "", ObjectStore.MAX_LISTED).stream()
              .map(note -> ShiftObjects.due(note.name()))
              .flatMap(Optional::stream)
              .filter(hour -> hour.isOver(time.now()))
              .toList();
      due.forEach(hour -> delete(tenant, hour));
      more = due.size() == ObjectStore.MAX_LISTED;
    }
  }

  /** What tells of the media goes before them, and the note last: a round may be broken off. */
  private void delete(TenantId tenant, Due hour) {
    if (!rounds.isOver()) {
      deleteAll(tenant, hour.indexes());
      tally.removed(tenant, deleteAll(tenant, hour.media()));
      store.delete(hour.note());
    }
  }

  private long deleteAll(TenantId tenant, String prefix) {
    long bytes = 0;
    List<StoredObject> objects;
    do {
      objects = store.list(tenant, prefix, "", ObjectStore.MAX_LISTED);
      for (StoredObject object : objects) {
        store.delete(object.name());
        bytes += object.bytes();
      }
    } while (objects.size() == ObjectStore.MAX_LISTED);
    return bytes;
  }
}
