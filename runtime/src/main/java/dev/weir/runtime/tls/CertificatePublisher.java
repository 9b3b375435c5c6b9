package dev.weir.runtime.tls;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainCertificate;
import io.vertx.core.Future;
import java.util.Collection;

/**
 * Tells every node which certificates domains have now. The control plane calls this after its
 * commit.
 */
public interface CertificatePublisher {

  /** Puts a certificate into force, unless a newer version already is. */
  Future<Void> publish(DomainCertificate certificate);

  /** Takes the certificate of a domain away. */
  Future<Void> remove(DomainName domain);

  /** Makes the given certificates all that there are. */
  Future<Void> republishAll(Collection<DomainCertificate> certificates);

  /** Changes with every change of what is published; 0 when nothing is. */
  Future<Long> revision();
}
