package dev.weir.runtime.wire;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainCertificate;
import dev.weir.runtime.secrets.SealedBox;

/**
 * A domain's certificate as JSON. The private key is sealed and bound to the domain, so that one
 * copied to another domain does not open. Thread-safe.
 */
public final class CertificateJson {

  /** Version of this form. */
  public static final int VERSION = 1;

  private final SealedBox box;

  /** Seals and opens private keys with {@code box}. */
  public CertificateJson(SealedBox box) {
    this.box = box;
  }

  /** The certificate, its key sealed. */
  public String write(DomainCertificate certificate) {
    return JsonFields.object()
        .put("v", VERSION)
        .put("domain", certificate.domain().value())
        .put("version", certificate.version())
        .put("chain", certificate.chain())
        .put("key", box.seal(certificate.key(), context(certificate.domain())))
        .toString();
  }

  /**
   * Reads what {@link #write} wrote; throws {@link MalformedWireException} on anything else, a key
   * that does not open among it.
   */
  public DomainCertificate read(String text) {
    try {
      JsonFields json = JsonFields.of(JsonFields.parse("certificate", text));
      if (json.number("v") != VERSION) {
        throw new MalformedWireException("certificate of an unknown version");
      }
      DomainName domain = new DomainName(json.text("domain"));
      return new DomainCertificate(
          domain,
          json.number("version"),
          json.text("chain"),
          box.open(json.text("key"), context(domain)));
    } catch (IllegalArgumentException | SealedBox.UnopenedException broken) {
      throw new MalformedWireException("certificate cannot be read: " + broken.getMessage());
    }
  }

  private static String context(DomainName domain) {
    return "tls-key/" + domain;
  }
}
