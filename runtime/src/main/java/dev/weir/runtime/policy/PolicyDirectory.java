package dev.weir.runtime.policy;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Every domain's policy, in memory, as last heard. Lookups take no lock and may come from any
 * thread.
 */
public interface PolicyDirectory {

  /** The domain's policy; empty when no tenant has this domain, or none was heard of yet. */
  Optional<DomainPolicy> find(DomainName domain);

  /** Whether anything is known at all: from Redis, or from the last good snapshot on disk. */
  boolean loaded();

  /** All policies as they are now. */
  Collection<DomainPolicy> all();

  /**
   * Tells {@code listener} of each domain whose policy changed or vanished, after {@link #find} has
   * the news. Called on the directory's own thread, so the listener must not block.
   */
  void onChange(Consumer<DomainName> listener);
}
