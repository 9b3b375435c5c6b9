package dev.weir.rtmp.listener;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import io.vertx.core.Future;

/**
 * Who takes over from the door.
 *
 * @param publish takes publishers
 * @param play takes players
 */
public record RtmpDesks(PublishDesk publish, PlayDesk play) {

  /** The desk of a process that has no ingest role: it sends everybody away. */
  public static PublishDesk noPublishDesk() {
    return (_, _) -> Future.failedFuture(absent("ingest"));
  }

  /** The desk of a process that has no gateway role: it sends everybody away. */
  public static PlayDesk noPlayDesk() {
    return (_, _) -> Future.failedFuture(absent("gateway"));
  }

  private static WeirFault absent(String role) {
    return new WeirFault(FaultCode.RTMP_ROLE_ABSENT, "this process has no " + role + " role");
  }
}
