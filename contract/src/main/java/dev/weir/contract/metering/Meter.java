package dev.weir.contract.metering;

/** A quantity that is counted for the bill. Each is counted once, where it arises. */
public enum Meter {
  /** Bodies of media, playlists and pictures that the kernel has taken for viewers. */
  EGRESS_BYTES(Unit.BYTES),
  /** Bodies of media messages that encoders have sent. */
  INGEST_BYTES(Unit.BYTES),
  /** Time that streams were live. */
  INGEST_MS(Unit.MILLISECONDS),
  /** Media time that was encoded, summed over renditions; what is passed through is not. */
  TRANSCODE_MS(Unit.MILLISECONDS),
  /** Media time that was recorded, once for each take, whatever files are made of it. */
  RECORDING_MS(Unit.MILLISECONDS),
  /** Pictures that were taken. */
  SNAPSHOTS(Unit.PIECES),
  /** Bytes that lay in the store for an hour; counted by the control plane, not by nodes. */
  STORAGE_BYTE_HOURS(Unit.BYTE_HOURS);

  private final Unit unit;

  Meter(Unit unit) {
    this.unit = unit;
  }

  /** What a count of one means. */
  public Unit unit() {
    return unit;
  }

  /** What is counted. */
  public enum Unit {
    /** Octets. */
    BYTES,
    /** Thousandths of a second. */
    MILLISECONDS,
    /** Whole things. */
    PIECES,
    /** Octets kept for an hour each. */
    BYTE_HOURS
  }
}
