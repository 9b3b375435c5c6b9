package dev.weir.recorder;

import dev.weir.runtime.config.ConfigReader;

/**
 * What recording may take; keys {@code recorder.*}.
 *
 * @param spoolBytes most bytes on the node's own disk that are not in the store yet
 * @param freeBytes room that is left on that disk for others, whatever the spool has
 */
public record RecorderConfig(long spoolBytes, long freeBytes) {

  /** Size of the spool unless configured: ten hours at 4 Mbit/s. */
  public static final long DEFAULT_SPOOL_BYTES = 20L << 30;

  /** Room that is left unless configured. */
  public static final long DEFAULT_FREE_BYTES = 512L << 20;

  /** What holds unless configured. */
  public static RecorderConfig defaults() {
    return new RecorderConfig(DEFAULT_SPOOL_BYTES, DEFAULT_FREE_BYTES);
  }

  /** Reads the keys. */
  public static RecorderConfig read(ConfigReader config) {
    return new RecorderConfig(
        config.bytes("recorder.spool", DEFAULT_SPOOL_BYTES),
        config.bytes("recorder.keep-free", DEFAULT_FREE_BYTES));
  }
}
