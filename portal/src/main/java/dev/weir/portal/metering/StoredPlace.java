package dev.weir.portal.metering;

import dev.weir.contract.metering.MeterDetail;
import dev.weir.runtime.storage.ShiftPlace;
import dev.weir.runtime.storage.SnapshotName;

/**
 * What an object in the store is counted as, told by its name alone.
 *
 * @param detail what it is
 * @param domain of which push domain; empty when the name does not tell
 * @param app of which app; empty likewise
 * @param stream of which stream; empty likewise
 */
record StoredPlace(MeterDetail detail, String domain, String app, String stream) {

  /** Where the streams of a tenant are counted that are too many to be told apart. */
  StoredPlace together() {
    return new StoredPlace(detail, "", "", "");
  }

  /** An object of time shift, behind {@link ShiftPlace#ROOT}. */
  static StoredPlace slice(String path) {
    return of(MeterDetail.SLICES, path.substring(ShiftPlace.ROOT.length()));
  }

  /** The newest picture of a stream, behind {@link SnapshotName#LATEST}. */
  static StoredPlace latest(String path) {
    return of(MeterDetail.PICTURES, path.substring(SnapshotName.LATEST.length()));
  }

  /**
   * A picture that is kept, behind {@link SnapshotName#KEPT}: what stands behind its hour and its
   * domain is what the tenant wants it to be called.
   */
  static StoredPlace kept(String path) {
    String[] parts = path.substring(SnapshotName.KEPT.length()).split("/", 3);
    return new StoredPlace(MeterDetail.PICTURES, parts.length < 3 ? "" : parts[1], "", "");
  }

  private static StoredPlace of(MeterDetail detail, String place) {
    String[] parts = place.split("/", 4);
    return parts.length < 3
        ? new StoredPlace(detail, "", "", "")
        : new StoredPlace(detail, parts[0], parts[1], parts[2]);
  }
}
