package dev.weir.runtime.tls;

import dev.weir.contract.policy.DomainCertificate;
import dev.weir.runtime.replica.EntryForm;
import dev.weir.runtime.replica.ReplicaPlace;
import dev.weir.runtime.wire.CertificateJson;

/** Where certificates are in Redis, and how they are told apart: by domain. */
final class CertificateKeys {

  static final ReplicaPlace PLACE =
      new ReplicaPlace("weir:certificates", "weir:certificates:changed", "weir-certificates");

  private CertificateKeys() {}

  /** Certificates as {@code json} has them. */
  record Form(CertificateJson json) implements EntryForm<DomainCertificate> {

    @Override
    public String name(DomainCertificate certificate) {
      return certificate.domain().value();
    }

    @Override
    public long version(DomainCertificate certificate) {
      return certificate.version();
    }

    @Override
    public String write(DomainCertificate certificate) {
      return json.write(certificate);
    }

    @Override
    public DomainCertificate read(String text) {
      return json.read(text);
    }
  }
}
