package dev.weir.runtime.refusal;

import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is told together: a bounded number of refusals, and how many there were. Thread-safe. */
final class RefusalBasket {

  /** Refusals of a tenant, and of all, that are told of in a round; others are counted. */
  static final int MAX_OF_TENANT = 100;

  static final int MAX_IN_ALL = 500;

  /** Causes that are counted in a round; others are not. */
  static final int MAX_CAUSES = 10_000;

  /** Of one tenant. */
  record Share(List<RefusedVisit> visits, Map<RefusalCause, Long> counts) {}

  private Map<TenantId, Share> shares = new HashMap<>();
  private int visits;
  private int causes;

  synchronized void add(RefusedVisit visit) {
    Share share =
        shares.computeIfAbsent(visit.tenant(), _ -> new Share(new ArrayList<>(), new HashMap<>()));
    RefusalCause cause = RefusalCause.of(visit);
    if (share.counts.containsKey(cause) || causes < MAX_CAUSES) {
      causes += share.counts.merge(cause, 1L, Long::sum) == 1 ? 1 : 0;
    }
    // Whoever guesses explains nothing, and would push those out who ask what is wrong.
    boolean kept = visit.code() != FaultCode.GUESSES_EXCEEDED;
    if (kept && visits < MAX_IN_ALL && share.visits.size() < MAX_OF_TENANT) {
      share.visits.add(visit);
      visits++;
    }
  }

  /** Everything, and begins anew. */
  synchronized Map<TenantId, Share> empty() {
    Map<TenantId, Share> taken = shares;
    shares = new HashMap<>();
    visits = 0;
    causes = 0;
    return taken;
  }
}
