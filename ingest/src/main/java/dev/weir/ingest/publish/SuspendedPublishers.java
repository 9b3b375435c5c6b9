package dev.weir.ingest.publish;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamRegistry;

/** Ends what is live when its tenant is suspended. Thread-safe. */
public final class SuspendedPublishers {

  private final PolicyDirectory policies;
  private final StreamRegistry streams;

  /** Looks after {@code streams}. */
  public SuspendedPublishers(PolicyDirectory policies, StreamRegistry streams) {
    this.policies = policies;
    this.streams = streams;
  }

  /** Looks at a domain whose policy has changed; does not block. */
  public void look(DomainName domain) {
    if (policies.find(domain).filter(DomainPolicy::suspended).isEmpty()) {
      return;
    }
    for (LiveStream stream : streams.live()) {
      if (stream.address().pushDomain().equals(domain)) {
        streams.end(stream.address(), FaultCode.TENANT_SUSPENDED, "by=policy");
      }
    }
  }
}
