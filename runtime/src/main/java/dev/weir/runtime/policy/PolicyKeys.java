package dev.weir.runtime.policy;

import dev.weir.contract.policy.DomainPolicy;
import dev.weir.runtime.replica.EntryForm;
import dev.weir.runtime.replica.ReplicaPlace;
import dev.weir.runtime.wire.PolicyJson;

/** Where policies are in Redis, and how they are told apart: by domain. */
final class PolicyKeys {

  static final String HASH = "weir:policies";
  static final String CHANNEL = "weir:policies:changed";

  static final ReplicaPlace PLACE = new ReplicaPlace(HASH, CHANNEL, "weir-policies");

  private PolicyKeys() {}

  /** Policies as {@code json} has them. */
  record Form(PolicyJson json) implements EntryForm<DomainPolicy> {

    @Override
    public String name(DomainPolicy policy) {
      return policy.domain().value();
    }

    @Override
    public long version(DomainPolicy policy) {
      return policy.version();
    }

    @Override
    public String write(DomainPolicy policy) {
      return json.write(policy);
    }

    @Override
    public DomainPolicy read(String text) {
      return json.read(text);
    }
  }
}
