package dev.weir.portal.quota;

/** What is counted. Names are stored, and named in refusals: they are never changed. */
public enum QuotaKind {
  /** Domains, proven or not. */
  DOMAINS(Unit.COUNT, Counter.PORTAL),
  /** Streams that are live at once, on all push domains and nodes. */
  LIVE_STREAMS(Unit.COUNT, Counter.NODES),
  /** Templates of renditions, presets not counted. */
  TEMPLATES(Unit.COUNT, Counter.PORTAL),
  /** People who work for the tenant or are invited to. */
  MEMBERS(Unit.COUNT, Counter.PORTAL),
  /** API keys that are neither revoked nor expired. */
  API_KEYS(Unit.COUNT, Counter.PORTAL),
  /** Signing keys of all domains. */
  SIGNING_KEYS(Unit.COUNT, Counter.PORTAL),
  /** Viewers at once, on all play domains and gateways. */
  VIEWERS(Unit.COUNT, Counter.NODES),
  /** What all viewers are sent together. */
  EGRESS_BITS_PER_S(Unit.BITS_PER_S, Counter.NODES),
  /** Pictures that are encoded at once for renditions, on all nodes. */
  TRANSCODES(Unit.COUNT, Counter.NODES),
  /** What recordings take up. At the limit none begins, and none ends ({@link FullStores}). */
  STORAGE_BYTES(Unit.BYTES, Counter.PORTAL);

  private final Unit unit;
  private final Counter counter;

  QuotaKind(Unit unit, Counter counter) {
    this.unit = unit;
    this.counter = counter;
  }

  /** What its numbers mean. */
  public Unit unit() {
    return unit;
  }

  /** Who knows how much there is. */
  public Counter counter() {
    return counter;
  }

  /** What numbers of a quota mean. */
  public enum Unit {
    COUNT,
    BITS_PER_S,
    BYTES
  }

  /** Who counts. */
  public enum Counter {
    /** The portal, in its database. */
    PORTAL,
    /** The nodes, as it happens. */
    NODES
  }
}
