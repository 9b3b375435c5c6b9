package dev.weir.runtime.metering;

import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import io.vertx.core.Future;
import java.util.List;

/** How a node gets its batches to the control plane. Thread-safe. */
public interface MeterOutlet {

  /**
   * Sends batches of a boot, in their order; what is there already does not come twice. Completes
   * with the sequence up to which the control plane has kept everything, 0 at first: only those may
   * be dropped, and no others may follow before those that were sent. May be asked with none, for
   * the answer alone.
   */
  Future<Long> send(MeterBoot boot, List<MeterBatch> batches);

  /** The control plane has kept the boot's last batch, and nobody will ask for it again. */
  Future<Void> forget(MeterBoot boot);
}
