package dev.weir.recorder.save;

import dev.weir.contract.identity.TenantId;
import dev.weir.recorder.take.TakeFacts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How many takes are saved at once. Those that go to tenants' stores have places of their own: a
 * tenant's store that is slow holds up neither the operator's nor, for long, another tenant's.
 * Thread-safe.
 */
final class SavePlaces {

  /** Takes that are saved to the operator's store at once; others wait. */
  static final int TO_OPERATOR = 2;

  /** Takes that are saved to tenants' stores at once. */
  static final int TO_TENANTS = 6;

  /** Takes of one tenant among these. */
  static final int OF_TENANT = 2;

  private final Semaphore operator = new Semaphore(TO_OPERATOR, true);
  private final Semaphore tenants = new Semaphore(TO_TENANTS, true);
  private final Map<TenantId, Semaphore> ofTenant = new ConcurrentHashMap<>();

  /** Something that is done in a place. */
  @FunctionalInterface
  interface Work<E extends Exception> {
    void run() throws E;
  }

  /** Does the work as soon as there is a place for it. */
  <E extends Exception> void in(TakeFacts facts, Work<E> work) throws E, InterruptedException {
    if (facts.store().isEmpty()) {
      in(operator, work);
    } else {
      Semaphore own =
          ofTenant.computeIfAbsent(facts.address().tenant(), _ -> new Semaphore(OF_TENANT, true));
      own.acquire();
      try {
        in(tenants, work);
      } finally {
        own.release();
      }
    }
  }

  private static <E extends Exception> void in(Semaphore places, Work<E> work)
      throws E, InterruptedException {
    places.acquire();
    try {
      work.run();
    } finally {
      places.release();
    }
  }
}
