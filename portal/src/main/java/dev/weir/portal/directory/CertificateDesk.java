package dev.weir.portal.directory;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainCertificate;
import dev.weir.portal.domain.certificate.ServedCertificates;
import dev.weir.runtime.tls.CertificatePublisher;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes certificates as they are committed. A failure is logged and not thrown: the change
 * stands in the database, and the next round publishes it. For virtual threads.
 */
public final class CertificateDesk {

  private static final Logger LOG = LoggerFactory.getLogger(CertificateDesk.class);

  private final ServedCertificates certificates;
  private final CertificatePublisher publisher;

  private String publishedStamp = "";
  private long publishedRevision;

  /** Publishes these. */
  public CertificateDesk(ServedCertificates certificates, CertificatePublisher publisher) {
    this.certificates = certificates;
    this.publisher = publisher;
  }

  /**
   * Publishes all, unless Redis and the database are as they were when that was last done; whether
   * it worked. Private keys are opened for it, and there may be many. By one thread at a time.
   */
  public boolean publishAll() {
    try {
      String stamp = certificates.stamp();
      if (publishedRevision > 0
          && stamp.equals(publishedStamp)
          && publisher.revision().await() == publishedRevision) {
        return true;
      }
      List<DomainCertificate> all = certificates.all();
      publisher.republishAll(all).await();
      publishedRevision = publisher.revision().await();
      publishedStamp = stamp;
      LOG.debug("event=portal.certificates.published domains={}", all.size());
      return true;
    } catch (Exception failed) {
      LOG.warn("event=portal.certificates.unpublished cause={}", String.valueOf(failed));
      return false;
    }
  }

  /** Publishes what became of the certificate of a name, its end included; whether it worked. */
  public boolean publish(DomainName domain) {
    try {
      Optional<DomainCertificate> certificate = certificates.of(domain);
      if (certificate.isPresent()) {
        publisher.publish(certificate.get()).await();
      } else {
        publisher.remove(domain).await();
      }
      return true;
    } catch (Exception failed) {
      LOG.warn(
          "event=portal.certificate.unpublished domain={} cause={}",
          domain,
          String.valueOf(failed));
      return false;
    }
  }
}
