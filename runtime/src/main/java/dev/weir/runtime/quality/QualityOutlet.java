package dev.weir.runtime.quality;

import dev.weir.contract.quality.QualityReport;
import io.vertx.core.Future;
import java.util.List;

/** How a node tells its reports. */
@FunctionalInterface
public interface QualityOutlet {

  /** Sends reports; what fails may have arrived, and can be sent again. */
  Future<Void> send(List<QualityReport> reports);
}
