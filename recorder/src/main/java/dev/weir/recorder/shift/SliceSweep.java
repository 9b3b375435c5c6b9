package dev.weir.recorder.shift;

import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.recorder.RecorderEvent;
import dev.weir.recorder.RecorderTally;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StoredObject;
import dev.weir.stream.shift.ShiftObjects;
import dev.weir.stream.shift.ShiftObjects.Due;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Deletes hours that nobody can go back to any more, also those of streams and nodes that are no
 * more: notes say which they are, and stand in the order in which they go. Every node sweeps for
 * all tenants: what one has deleted, the next one does not find.
 */
final class SliceSweep {

  /** Time from one round to the next; nodes begin theirs at different moments. */
  static final Duration EVERY = Duration.ofMinutes(10);

  private final ObjectStore store;
  private final PolicyDirectory policies;
  private final RecorderTally tally;
  private final TimeSource time;
  private final OperatorLog log;
  private final CountDownLatch over = new CountDownLatch(1);

  SliceSweep(
      ObjectStore store,
      PolicyDirectory policies,
      RecorderTally tally,
      TimeSource time,
      OperatorLog log) {
    this.store = store;
    this.policies = policies;
    this.tally = tally;
    this.time = time;
    this.log = log;
  }

  /** Begins, on a thread of its own. */
  void start() {
    Thread.ofVirtual().name("slice-sweep").start(this::rounds);
  }

  /** Goes on with no other hour. */
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
    Set<TenantId> tenants =
        policies.all().stream().map(DomainPolicy::tenant).collect(Collectors.toSet());
    for (TenantId tenant : tenants) {
      try {
        sweep(tenant);
      } catch (WeirFault refused) {
        log.tell(RecorderEvent.NOT_SWEPT, tenant.toString(), "cause", refused);
      }
    }
  }

  private void sweep(TenantId tenant) {
    boolean more = true;
    while (more && over.getCount() > 0) {
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
    if (over.getCount() > 0) {
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
