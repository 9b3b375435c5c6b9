package dev.weir.contract.access;

/** The forms of signed URLs that a domain may accept. */
public enum SignatureType {
  /** ApsaraVideo's type A: {@code auth_key} in the query. */
  TYPE_A,
  /** ApsaraVideo's type B: minute and hash as the first two steps of the path. */
  TYPE_B,
  /** ApsaraVideo's type C: hash and hexadecimal time, in the path or in the query. */
  TYPE_C,
  /** Weir's own: HMAC-SHA-256 over a canonical request with everything that it is limited to. */
  HMAC
}
