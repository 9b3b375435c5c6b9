package dev.weir.transcoder.snapshot;

import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.SnapshotRule;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.SnapshotName;
import dev.weir.runtime.storage.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Deletes kept snapshots whose time is over, and newest ones that a node left behind. Every node
 * sweeps for all tenants: what one has deleted, the next one does not find.
 */
final class AlbumSweep {

  /** Time from one round to the next; nodes begin theirs at different moments. */
  static final Duration EVERY = Duration.ofMinutes(10);

  /** A newest picture that is older than this has no stream any more. */
  static final Duration LEFT_BEHIND = SnapshotRule.MAX_EVERY.multipliedBy(2);

  private final ObjectStore store;
  private final PolicyDirectory policies;
  private final TimeSource time;
  private final OperatorLog log;
  private final CountDownLatch over = new CountDownLatch(1);

  AlbumSweep(ObjectStore store, PolicyDirectory policies, TimeSource time, OperatorLog log) {
    this.store = store;
    this.policies = policies;
    this.time = time;
    this.log = log;
  }

  /** Begins, on a thread of its own. */
  void start() {
    Thread.ofVirtual().name("album-sweep").start(this::rounds);
  }

  /** Goes on with no other object. */
  void stop() {
    over.countDown();
  }

  private void rounds() {
    try {
      long waitMs = ThreadLocalRandom.current().nextLong(EVERY.toMillis());
      while (!over.await(waitMs, TimeUnit.MILLISECONDS)) {
        round();
        waitMs = EVERY.toMillis();
      }
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    }
  }

  /** One round over all tenants. */
  void round() {
    for (TenantId tenant :
        policies.all().stream().map(DomainPolicy::tenant).collect(Collectors.toSet())) {
      try {
        sweepKept(tenant);
        sweepLatest(tenant);
      } catch (WeirFault refused) {
        log.tell(SnapshotEvent.NOT_SWEPT, tenant.toString(), "cause", refused);
      }
    }
  }

  /** Names begin with the hour at which they go, so the first ones go first. */
  private void sweepKept(TenantId tenant) {
    boolean more = true;
    while (more && over.getCount() > 0) {
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
    } while (listed.size() == ObjectStore.MAX_LISTED && over.getCount() > 0);
  }
}
