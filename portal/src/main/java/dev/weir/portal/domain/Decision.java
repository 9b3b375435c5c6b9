package dev.weir.portal.domain;

/** What became of something that may need a second person. */
public enum Decision {
  /** It is done. */
  DONE,
  /** It waits for somebody else to agree. */
  WAITS
}
