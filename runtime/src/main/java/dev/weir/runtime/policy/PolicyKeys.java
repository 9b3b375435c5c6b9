package dev.weir.runtime.policy;

/**
 * Where policies are in Redis: one hash, a field for each domain, and in it a revision that grows
 * with every change of any of them. A Redis that lost its memory has no revision; one that came
 * back with an old memory has a smaller one; neither is believed.
 */
final class PolicyKeys {

  static final String HASH = "weir:policies";
  static final String REVISION_FIELD = "#revision";

  /** Messages are a domain, or {@link #EVERYTHING}. */
  static final String CHANNEL = "weir:policies:changed";

  static final String EVERYTHING = "*";

  private PolicyKeys() {}
}
