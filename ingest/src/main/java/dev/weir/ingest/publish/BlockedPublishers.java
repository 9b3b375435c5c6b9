package dev.weir.ingest.publish;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.policy.BlockList;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Ends what is live and may not be any more. Thread-safe. */
public final class BlockedPublishers {

  /** How long it is known whom a rule has ended: the command comes right behind the rule. */
  static final Duration REMEMBERED = Duration.ofSeconds(10);

  /** Streams that are remembered. */
  static final int MAX_REMEMBERED = 1_000;

  private final PolicyDirectory policies;
  private final StreamRegistry streams;
  private final TimeSource time;
  private final SequencedMap<StreamAddress, Instant> endedAt = new LinkedHashMap<>();

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
        remember(stream.address());
        streams.end(stream.address(), FaultCode.STREAM_BLOCKED, "by=policy");
      }
    }
  }

  /**
   * Ends a stream because somebody says so; whether it was live here. Who blocks a stream publishes
   * the rule, and then says so, too: one that the rule has ended just now was live here as well.
   */
  public boolean end(StreamAddress address, FaultCode reason, String detail) {
    return streams.end(address, reason, detail)
        || reason == FaultCode.STREAM_BLOCKED && isRemembered(address);
  }

  private synchronized void remember(StreamAddress address) {
    endedAt.remove(address);
    endedAt.put(address, time.now());
    if (endedAt.size() > MAX_REMEMBERED) {
      endedAt.pollFirstEntry();
    }
  }

  private synchronized boolean isRemembered(StreamAddress address) {
    Instant ended = endedAt.get(address);
    return ended != null && !time.now().isAfter(ended.plus(REMEMBERED));
  }
}
