package dev.weir.runtime.quality;

import dev.weir.contract.quality.QualityReport;
import io.vertx.core.Future;
import java.util.List;

/** Where the control plane hears of reports. Several may listen, and hear the same. */
public interface QualityInlet {

  /**
   * A report that somebody has to keep.
   *
   * @param id of the message that carried it
   */
  record Arrived(String id, QualityReport report) {}

  /** The oldest that are there; what is not {@link #done} comes again. */
  Future<List<Arrived>> next();

  /** These are kept and need not come again. */
  Future<Void> done(List<Arrived> kept);
}
