package dev.weir.portal.domain.proof;

/** What was found when somebody's proof was looked for. */
public enum Proof {
  /** The token in a TXT record. */
  DNS,
  /** The token in a file on the domain's web server. */
  FILE,
  /** No token anywhere. */
  MISSING,
  /** A TXT record at the right name, of another text. */
  OTHER,
  /** Nobody knows: the name server does not answer. */
  SILENT;

  /** Whether it proves anything. */
  public boolean given() {
    return this == DNS || this == FILE;
  }
}
