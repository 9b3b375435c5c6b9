package dev.weir.portal.domain.proof;

/** Where a domain leads. */
public enum Lead {
  /** To the platform, by an alias or by the same addresses. */
  HERE,
  /** To another place. */
  ELSEWHERE,
  /** Nowhere: it has neither alias nor address. */
  NOWHERE,
  /** Nobody knows: the name server does not answer. */
  SILENT
}
