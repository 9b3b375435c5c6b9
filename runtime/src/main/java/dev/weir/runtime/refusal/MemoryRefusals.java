package dev.weir.runtime.refusal;

import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.identity.TenantId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Teller and board in one process, without forgetting, for tests. Thread-safe. */
public final class MemoryRefusals implements RefusalTeller, RefusalBoard {

  private final List<RefusedVisit> visits = new ArrayList<>();

  @Override
  public synchronized void tell(RefusedVisit visit) {
    visits.addFirst(visit);
  }

  @Override
  public synchronized Future<List<RefusedVisit>> last(TenantId tenant) {
    return Future.succeededFuture(
        visits.stream().filter(visit -> visit.tenant().equals(tenant)).toList());
  }

  @Override
  public synchronized Future<Map<RefusalCause, Long>> counts(TenantId tenant) {
    Map<RefusalCause, Long> sums = new HashMap<>();
    for (RefusedVisit visit : visits) {
      if (visit.tenant().equals(tenant)) {
        sums.merge(RefusalCause.of(visit), 1L, Long::sum);
      }
    }
    return Future.succeededFuture(sums);
  }
}
