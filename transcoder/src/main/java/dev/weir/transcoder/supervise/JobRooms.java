package dev.weir.transcoder.supervise;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.contract.policy.TenantQuota;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.metering.Meters;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.transcoder.process.PrivateDirectories;
import dev.weir.transcoder.process.Program;
import dev.weir.transcoder.watermark.MarkImages;

/**
 * What all jobs of a node share.
 *
 * @param config what they may take
 * @param ffmpeg the program
 * @param images what is laid over renditions
 * @param directories where processes get their private directories
 * @param policies which streams get which renditions
 * @param streams where renditions are published
 * @param capacity of the node
 * @param shares of tenants
 * @param tally what is counted
 * @param bill what is counted for the bill
 * @param viewersAreHeard whether requests of viewers are told to jobs
 * @param time the clock
 * @param log for operators
 */
record JobRooms(
    TranscoderConfig config,
    Program ffmpeg,
    MarkImages images,
    PrivateDirectories directories,
    PolicyDirectory policies,
    StreamRegistry streams,
    Capacity capacity,
    TenantShares shares,
    Tally tally,
    Meters bill,
    boolean viewersAreHeard,
    TimeSource time,
    OperatorLog log) {

  /** Most pictures that may be encoded for the domain's tenant, on all nodes. */
  long quota(DomainName domain) {
    return policies
        .find(domain)
        .map(DomainPolicy::quota)
        .orElse(TenantQuota.UNLIMITED)
        .transcodes();
  }

  /** What there is of a push domain's streams, as its policy says now. */
  Ladders ladders(DomainName domain) {
    return policies
        .find(domain)
        .flatMap(DomainPolicy::push)
        .map(PushPolicy::ladders)
        .orElse(Ladders.none());
  }
}
