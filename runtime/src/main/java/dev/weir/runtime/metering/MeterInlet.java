package dev.weir.runtime.metering;

import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** Where the control plane's collector hears what nodes have counted. Thread-safe. */
public interface MeterInlet {

  /** Boots of which batches are there, whether new or sent again. */
  Future<Set<MeterBoot>> boots();

  /**
   * Acknowledges every batch of a boot up to {@code kept}, which the collector has committed, and
   * answers with some of those behind it, in order. To be asked for each boot that {@link #boots}
   * names, also if nothing follows: a node sends again until it is told.
   *
   * <p>The first may have a sequence higher than {@code kept + 1} when those between were lost on
   * the way: the node sends them again within a minute. Only a collector that has itself lost what
   * it had acknowledged waits in vain; it may go on behind the gap, for a reading has all that was
   * counted before it.
   */
  Future<List<MeterBatch>> next(MeterBoot boot, long kept);
}
