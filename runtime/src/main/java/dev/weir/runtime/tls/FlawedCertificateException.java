package dev.weir.runtime.tls;

/** A certificate or key that is not taken. Its message holds nothing of either. */
public final class FlawedCertificateException extends Exception {

  private static final long serialVersionUID = 1L;

  private final CertificateFlaw flaw;

  FlawedCertificateException(CertificateFlaw flaw) {
    super(flaw.name());
    this.flaw = flaw;
  }

  /** What is wrong. */
  public CertificateFlaw flaw() {
    return flaw;
  }
}
