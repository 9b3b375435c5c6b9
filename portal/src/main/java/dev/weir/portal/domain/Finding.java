package dev.weir.portal.domain;

/** What the last check of a domain found. Names are stored: they are never changed. */
public enum Finding {
  /** Nothing is wrong, or nobody has looked yet. */
  NONE,
  /** Neither record nor file. */
  PROOF_MISSING,
  /** A record of another text. */
  PROOF_OTHER,
  /** No name server answered. */
  DNS_SILENT,
  /** The name has neither alias nor address. */
  TARGET_MISSING,
  /** The name leads to another place. */
  TARGET_ELSEWHERE,
  /** Another tenant has proven the name. */
  TAKEN
}
