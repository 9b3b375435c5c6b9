package dev.weir.portal;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainCertificate;
import dev.weir.runtime.tls.CertificatePublisher;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was published, in memory. */
public final class PublishedCertificates implements CertificatePublisher {

  private final Map<DomainName, DomainCertificate> published = new ConcurrentHashMap<>();
  private final AtomicLong revision = new AtomicLong();

  /** The certificate of a domain. */
  public Optional<DomainCertificate> find(String domain) {
    return Optional.ofNullable(published.get(new DomainName(domain)));
  }

  @Override
  public Future<Void> publish(DomainCertificate certificate) {
    published.put(certificate.domain(), certificate);
    return changed();
  }

  @Override
  public Future<Void> remove(DomainName domain) {
    published.remove(domain);
    return changed();
  }

  @Override
  public Future<Void> republishAll(Collection<DomainCertificate> certificates) {
    published.clear();
    certificates.forEach(certificate -> published.put(certificate.domain(), certificate));
    return changed();
  }

  @Override
  public Future<Long> revision() {
    return Future.succeededFuture(revision.get());
  }

  private Future<Void> changed() {
    revision.incrementAndGet();
    return Future.succeededFuture();
  }
}
