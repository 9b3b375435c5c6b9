package dev.weir.runtime.live;

import dev.weir.contract.health.HealthReport;
import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.StreamReport;
import dev.weir.contract.live.ViewerReport;
import io.vertx.core.Future;
import java.util.Collection;

/** How a node tells what it serves, every two seconds. A report replaces the node's last one. */
public interface LiveReporter {

  /** All streams that this node ingests; empty when there are none. */
  Future<Void> reportStreams(Collection<StreamReport> streams);

  /**
   * All ladders of this node's streams; empty when there are none. It comes along with the next
   * report about streams.
   */
  Future<Void> reportLadders(Collection<LadderReport> ladders);

  /**
   * How this node's streams arrive; empty when there are none. It comes along with the next report
   * about streams.
   */
  Future<Void> reportHealth(Collection<HealthReport> streams);

  /** All viewers that this node serves; empty when there are none. */
  Future<Void> reportViewers(Collection<ViewerReport> viewers);
}
