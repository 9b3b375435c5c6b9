package dev.weir.ingest.publish;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.BlockList;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamRegistry;

/** Ends what is live and may not be any more. Thread-safe. */
public final class BlockedPublishers {

  private final PolicyDirectory policies;
  private final StreamRegistry streams;
  private final TimeSource time;

  /** Looks after {@code streams}. */
  public BlockedPublishers(PolicyDirectory policies, StreamRegistry streams, TimeSource time) {
    this.policies = policies;
    this.streams = streams;
    this.time = time;
  }

  /** Looks at a domain whose policy has changed; does not block. */
  public void look(DomainName domain) {
    BlockList blocks = policies.find(domain).map(DomainPolicy::blocks).orElseGet(BlockList::none);
    for (LiveStream stream : streams.live()) {
      boolean ofDomain = stream.address().pushDomain().equals(domain);
      if (ofDomain && blocks.holds(stream.address(), time.now())) {
        streams.end(stream.address(), FaultCode.STREAM_BLOCKED, "by=policy");
      }
    }
  }
}
