package dev.weir.runtime.policy;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.replica.ReplicaPublisher;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.wire.PolicyJson;
import io.vertx.core.Future;
import java.util.Collection;

/** Publishes through Redis. Thread-safe. */
public final class RedisPolicyPublisher implements PolicyPublisher {

  private final ReplicaPublisher<DomainPolicy> replica;

  /** Publishes through {@code bus}, signing keys sealed with {@code box}. */
  public RedisPolicyPublisher(RedisBus bus, SealedBox box, TimeSource time) {
    this.replica =
        new ReplicaPublisher<>(
            bus, PolicyKeys.PLACE, new PolicyKeys.Form(new PolicyJson(box)), time);
  }

  @Override
  public Future<Void> publish(DomainPolicy policy) {
    return replica.publish(policy);
  }

  @Override
  public Future<Void> remove(DomainName domain) {
    return replica.remove(domain.value());
  }

  @Override
  public Future<Void> republishAll(Collection<DomainPolicy> policies) {
    return replica.republishAll(policies);
  }
}
