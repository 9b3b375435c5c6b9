package dev.weir.transcoder.snapshot;

import dev.weir.runtime.config.ConfigReader;

/**
 * What snapshots may take of this node; keys {@code transcoder.*}.
 *
 * @param atOnce most pictures that are made at the same time; none are made when it is 0
 */
public record SnapshotConfig(int atOnce) {

  private static final int MOST = 1_000;

  /** What holds unless configured: half of the processors, at least one. */
  public static SnapshotConfig defaults() {
    return new SnapshotConfig(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  /** Reads the key. */
  public static SnapshotConfig read(ConfigReader config) {
    return new SnapshotConfig(config.count("transcoder.snapshots", defaults().atOnce(), 0, MOST));
  }
}
