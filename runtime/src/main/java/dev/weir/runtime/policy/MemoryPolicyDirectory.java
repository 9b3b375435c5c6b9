package dev.weir.runtime.policy;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A directory that knows what it is told, for tests. */
public final class MemoryPolicyDirectory implements PolicyDirectory {

  private final Map<DomainName, DomainPolicy> policies = new ConcurrentHashMap<>();
  private final List<Consumer<DomainName>> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean loaded;

  @Override
  public Optional<DomainPolicy> find(DomainName domain) {
    return Optional.ofNullable(policies.get(domain));
  }

  @Override
  public boolean loaded() {
    return loaded;
  }

  @Override
  public Collection<DomainPolicy> all() {
    return List.copyOf(policies.values());
  }

  @Override
  public void onChange(Consumer<DomainName> listener) {
    listeners.add(listener);
  }

  /**
   * Takes a policy in, unless a newer version is already here; returns whether it was news. Marks
   * the directory as loaded.
   */
  public boolean put(DomainPolicy policy) {
    loaded = true;
    boolean[] news = {false};
    policies.compute(
        policy.domain(),
        (domain, known) -> {
          news[0] = known == null || policy.version() > known.version();
          return news[0] ? policy : known;
        });
    if (news[0]) {
      tell(policy.domain());
    }
    return news[0];
  }

  /** Forgets a domain; returns whether it was known. */
  public boolean remove(DomainName domain) {
    boolean known = policies.remove(domain) != null;
    if (known) {
      tell(domain);
    }
    return known;
  }

  /** Says that what is here is all there is, even if that is nothing. */
  public void markLoaded() {
    loaded = true;
  }

  private void tell(DomainName domain) {
    listeners.forEach(listener -> listener.accept(domain));
  }
}
