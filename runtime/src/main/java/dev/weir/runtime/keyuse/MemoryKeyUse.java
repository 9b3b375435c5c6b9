package dev.weir.runtime.keyuse;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tally and board in one process, without forgetting, for tests. Thread-safe. */
public final class MemoryKeyUse implements KeyTally, KeyUseBoard {

  private final TimeSource time;
  private final Map<KeyPlace, KeyUse.Use> uses = new HashMap<>();
  private @Nullable Instant since;

  /** Counts from the first use on, by this clock. */
  public MemoryKeyUse(TimeSource time) {
    this.time = time;
  }

  @Override
  public synchronized void used(KeyPlace place) {
    since = since == null ? time.now() : since;
    long before = uses.containsKey(place) ? uses.get(place).hits() : 0;
    uses.put(place, new KeyUse.Use(before + 1, time.now()));
  }

  @Override
  public synchronized Future<KeyUse> use(TenantId tenant, DomainName domain) {
    Map<KeyUse.Place, KeyUse.Use> keys = new HashMap<>();
    uses.forEach((place, use) -> {
      if (place.tenant().equals(tenant) && place.domain().equals(domain)) {
        keys.put(new KeyUse.Place(place.door(), place.keyId()), use);
      }
    });
    return Future.succeededFuture(new KeyUse(Optional.ofNullable(since), keys));
  }
}
