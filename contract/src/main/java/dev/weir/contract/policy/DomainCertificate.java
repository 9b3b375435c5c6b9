package dev.weir.contract.policy;

import dev.weir.contract.identity.DomainName;

/**
 * What a domain proves itself with over TLS.
 *
 * @param domain the name that clients ask for
 * @param version grows with every change; a reader never goes back to a smaller one
 * @param chain certificates in PEM: the domain's own first, then each with the one that signed it
 * @param key private key of the first, in PEM and unencrypted; never logged
 */
public record DomainCertificate(DomainName domain, long version, String chain, String key) {

  @Override
  public String toString() {
    return "DomainCertificate[" + domain + ", version " + version + "]";
  }
}
