package dev.weir.runtime.tls;

/** Why a certificate and a key cannot be presented together. */
public enum CertificateFlaw {
  /** There is no certificate in PEM. */
  CHAIN_MISSING,
  /** A certificate cannot be read. */
  CHAIN_UNREADABLE,
  /** There are more certificates, or more text, than any chain has. */
  CHAIN_TOO_LONG,
  /** A certificate is not signed by the one that follows it. */
  CHAIN_OUT_OF_ORDER,
  /** The first certificate is that of an authority. */
  CHAIN_OF_AUTHORITY,
  /** The first certificate is not for servers. */
  NOT_FOR_SERVERS,
  /** The first certificate is signed with SHA-1 or older, which no browser accepts. */
  SIGNATURE_WEAK,
  /** There is no private key in PEM, or more than one. */
  KEY_MISSING,
  /** The private key is encrypted. */
  KEY_ENCRYPTED,
  /** The private key cannot be read. */
  KEY_UNREADABLE,
  /** The private key is neither RSA of 2,048 to 4,096 bits nor on P-256 or P-384. */
  KEY_UNFIT,
  /** The private key is not that of the first certificate. */
  KEY_MISMATCH
}
