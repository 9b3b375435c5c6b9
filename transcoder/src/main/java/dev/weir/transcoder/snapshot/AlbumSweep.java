package dev.weir.transcoder.snapshot;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.SnapshotRule;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.SnapshotName;
import dev.weir.runtime.storage.StoreRounds;
import dev.weir.runtime.storage.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Deletes kept snapshots whose time is over, and newest ones that a node left behind. Every node
 * sweeps for all tenants: what one has deleted, the next one does not find.
 */
final class AlbumSweep {

  /** A newest picture that is older than this has no stream any more. */
  static final Duration LEFT_BEHIND = SnapshotRule.MAX_EVERY.multipliedBy(2);

  private final ObjectStore store;
  private final TimeSource time;
  private final StoreRounds rounds;

  AlbumSweep(ObjectStore store, PolicyDirectory policies, TimeSource time, OperatorLog log) {
    this.store = store;
    this.time = time;
    this.rounds =
        new StoreRounds(
            "album-sweep",
            policies,
            this::sweep,
            (tenant, refused) ->
                log.tell(SnapshotEvent.NOT_SWEPT, tenant.toString(), "cause", refused));
  }

  /** Its rounds, not begun yet. */
  StoreRounds rounds() {
    return rounds;
  }

  private void sweep(TenantId tenant) {
    sweepKept(tenant);
    sweepLatest(tenant);
  }

  /** Names begin with the hour at which they go, so the first ones go first. */
  private void sweepKept(TenantId tenant) {
    boolean more = true;
    while (more && !rounds.isOver()) {
      Instant now = time.now();
      List<StoredObject> due =
          store.list(tenant, SnapshotName.KEPT, "", ObjectStore.MAX_LISTED).stream()
              .filter(object -> SnapshotName.isOver(object.name(), now))
              .toList();
      due.forEach(object -> store.delete(object.name()));
      more = due.size() == ObjectStore.MAX_LISTED;
    }
  }

  private void sweepLatest(TenantId tenant) {
    Instant before = time.now().minus(LEFT_BEHIND);
    String after = "";
    List<StoredObject> listed;
    do {
      listed = store.list(tenant, SnapshotName.LATEST, after, ObjectStore.MAX_LISTED);
      for (StoredObject object : listed) {
        if (object.storedAt().isBefore(before)) {
          store.delete(object.name());
        }
        after = object.name().path();
      }
    } while (listed.size() == ObjectStore.MAX_LISTED && !rounds.isOver());
  }
}
