package dev.weir.gateway.quota;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.TenantQuota;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.load.Egress;
import dev.weir.gateway.viewer.Presence;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metering.MemoryMeters;
import dev.weir.runtime.usage.UsageExchange;
import java.util.Optional;

/** A gateway without any door: who watches, what goes out, and the tenant's quotas. */
final class Gateway {

  static final StreamAddress STREAM = Rules.stream("demo");

  final ViewerCensus census;
  final Egress egress = new Egress(new MemoryMeters());
  final TenantQuotas quotas;

  Gateway(String name, UsageExchange exchange, TimeSource time) {
    census = new ViewerCensus(new NodeId(name), time);
    quotas = new TenantQuotas(census, egress, exchange, time);
  }

  /** As the authorizer asks, and then as delivery counts; a viewer, or why there is none. */
  Optional<FaultCode> watch(TenantQuota quota) {
    try {
      quotas.admit(STREAM.tenant(), quota);
      enter("play.example.com");
      return Optional.empty();
    } catch (WeirFault refused) {
      return Optional.of(refused.code());
    }
  }

  Presence enter(String domain) {
    return census.enter(new DomainName(domain), STREAM, PlayProtocol.HTTP_FLV);
  }

  void send(long bytes) {
    egress.of(STREAM.tenant()).sent(bytes);
  }
}
