package dev.weir.runtime.tls;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainCertificate;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.replica.ReplicaPublisher;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.wire.CertificateJson;
import io.vertx.core.Future;
import java.util.Collection;

/** Publishes through Redis. Thread-safe. */
public final class RedisCertificatePublisher implements CertificatePublisher {

  private final ReplicaPublisher<DomainCertificate> replica;

  /** Publishes through {@code bus}, private keys sealed with {@code box}. */
  public RedisCertificatePublisher(RedisBus bus, SealedBox box, TimeSource time) {
    this.replica =
        new ReplicaPublisher<>(
            bus, CertificateKeys.PLACE, new CertificateKeys.Form(new CertificateJson(box)), time);
  }

  @Override
  public Future<Void> publish(DomainCertificate certificate) {
    return replica.publish(certificate);
  }

  @Override
  public Future<Void> remove(DomainName domain) {
    return replica.remove(domain.value());
  }

  @Override
  public Future<Void> republishAll(Collection<DomainCertificate> certificates) {
    return replica.republishAll(certificates);
  }

  @Override
  public Future<Long> revision() {
    return replica.revision();
  }
}
