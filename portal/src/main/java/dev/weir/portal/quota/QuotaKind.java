package dev.weir.portal.quota;

/** What is counted. Names are stored, and named in refusals: they are never changed. */
public enum QuotaKind {
  /** Domains, proven or not. */
  DOMAINS(Unit.COUNT),
  /** Streams that are live at once, on each push domain. */
  LIVE_STREAMS(Unit.COUNT),
  /** Templates of renditions. */
  TEMPLATES(Unit.COUNT),
  /** People who work for the tenant or are invited to. */
  MEMBERS(Unit.COUNT),
  /** API keys that are neither revoked nor expired. */
  API_KEYS(Unit.COUNT),
  /** Signing keys of all domains. */
  SIGNING_KEYS(Unit.COUNT),
  /** Viewers at once, on each play domain. */
  VIEWERS(Unit.COUNT),
  /** What all viewers are sent together. */
  EGRESS_BITS_PER_S(Unit.BITS_PER_S),
  /** Renditions that are made at once. */
  TRANSCODES(Unit.COUNT),
  /** What recordings take up. */
  STORAGE_BYTES(Unit.BYTES);

  private final Unit unit;

  QuotaKind(Unit unit) {
    this.unit = unit;
  }

  /** What its numbers mean. */
  public Unit unit() {
    return unit;
  }

  /** What numbers of a quota mean. */
  public enum Unit {
    COUNT,
    BITS_PER_S,
    BYTES
  }
}
