package dev.weir.contract.storage;

/**
 * How readily a store gives an object back, and at which price it keeps it. Constants are called as
 * S3 calls them (header {@code x-amz-storage-class}); names are stored and never changed.
 */
public enum StorageClass {
  /** What everything begins as. */
  STANDARD(true),
  /** Cheaper to keep, dearer to read. */
  STANDARD_IA(true),
  /** The same in one place alone: lost with it. */
  ONEZONE_IA(true),
  /** The store decides by how often an object is read. */
  INTELLIGENT_TIERING(true),
  /** An archive that is read at once. */
  GLACIER_IR(true),
  /** An archive from which an object is brought back first, in minutes to hours. */
  GLACIER(false),
  /** The same in hours to days. */
  DEEP_ARCHIVE(false);

  private final boolean readAtOnce;

  StorageClass(boolean readAtOnce) {
    this.readAtOnce = readAtOnce;
  }

  /** Whether an object can be read without being brought back first. */
  public boolean readAtOnce() {
    return readAtOnce;
  }
}
