package dev.weir.runtime.refusal;

import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.identity.TenantId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Who was not let in lately, over all nodes. */
public interface RefusalBoard {

  /** For so long refusals are kept, and counted. */
  Duration MEMORY = Duration.ofHours(24);

  /** Most refusals of a tenant that are kept. */
  int MAX_KEPT = 500;

  /** The tenant's last refusals, newest first. */
  Future<List<RefusedVisit>> last(TenantId tenant);

  /** How many there were in the last {@link #MEMORY}, also of those that were not kept. */
  Future<Map<RefusalCause, Long>> counts(TenantId tenant);
}
