package dev.weir.runtime.audience;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.live.AudienceReport;
import io.vertx.core.Future;
import java.util.List;

/** Who watches a stream, over all gateways. */
@FunctionalInterface
public interface AudienceBoard {

  /** Asks; completes after a second at most, and fails when nobody can be asked. */
  Future<Audience> of(StreamAddress stream);

  /**
   * What the gateways said.
   *
   * @param reports one of each gateway that answered
   * @param complete whether every gateway did
   */
  record Audience(List<AudienceReport> reports, boolean complete) {

    /** Copies the list. */
    public Audience {
      reports = List.copyOf(reports);
    }
  }
}
