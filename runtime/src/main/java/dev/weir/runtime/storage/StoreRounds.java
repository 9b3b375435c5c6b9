package dev.weir.runtime.storage;

import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.runtime.policy.PolicyDirectory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Goes round all tenants that have a domain, again and again, to delete what is over in their part
 * of a store. Every node does: what one has deleted, the next one does not find. On a thread of its
 * own; what it calls may block.
 */
public final class StoreRounds {

  /** Time from one round to the next; nodes begin theirs at different moments. */
  public static final Duration EVERY = Duration.ofMinutes(10);

  private final String name;
  private final PolicyDirectory policies;
  private final Consumer<TenantId> sweep;
  private final BiConsumer<TenantId, WeirFault> refused;
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * Not begun yet.
   *
   * @param name of the thread
   * @param sweep deletes what is over of one tenant; asks {@link #isOver} now and then
   * @param refused told when a tenant's objects were not all looked at: the next round tries again
   */
  public StoreRounds(
      String name,
      PolicyDirectory policies,
      Consumer<TenantId> sweep,
      BiConsumer<TenantId, WeirFault> refused) {
    this.name = name;
    this.policies = policies;
    this.sweep = sweep;
    this.refused = refused;
  }

  /** Begins. */
  public void start() {
    Thread.ofVirtual().name(name).start(this::rounds);
  }

  /** No other round follows. */
  public void stop() {
    over.countDown();
  }

  /** Whether it was stopped: no other object is to be touched then. */
  public boolean isOver() {
    return over.getCount() == 0;
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
  public void round() {
    Set<TenantId> tenants =
        policies.all().stream().map(DomainPolicy::tenant).collect(Collectors.toSet());
    for (TenantId tenant : tenants) {
      try {
        sweep.accept(tenant);
      } catch (WeirFault fault) {
        refused.accept(tenant, fault);
      }
    }
  }
}
