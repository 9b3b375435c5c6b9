package dev.weir.transcoder.supervise;

import dev.weir.runtime.config.ConfigReader;

/**
 * What transcoding may take of this node; keys {@code transcoder.*}.
 *
 * @param encodings most pictures that are encoded at once, over all streams
 * @param threads of a process's decoder and of each of its encoders
 * @param memoryBytes most address space of one process
 */
public record TranscoderConfig(int encodings, int threads, long memoryBytes) {

  /** What a core encodes beside others, with the usual effort. */
  static final int ENCODINGS_PER_CORE = 2;

  /** Most threads of one encoder unless configured: more bring little and cost delay. */
  static final int USUAL_THREADS = 4;

  /** Address space of one process, unless configured. */
  public static final long DEFAULT_MEMORY_BYTES = 4L << 30;

  private static final int MOST_ENCODINGS = 10_000;
  private static final int MOST_THREADS = 64;

  /** What holds unless configured. */
  public static TranscoderConfig defaults() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new TranscoderConfig(
        ENCODINGS_PER_CORE * cores, Math.min(cores, USUAL_THREADS), DEFAULT_MEMORY_BYTES);
  }

  /** Reads the keys. */
  public static TranscoderConfig read(ConfigReader config) {
    TranscoderConfig usual = defaults();
    return new TranscoderConfig(
        config.count("transcoder.encodings", usual.encodings(), 0, MOST_ENCODINGS),
        config.count("transcoder.threads", usual.threads(), 1, MOST_THREADS),
        config.bytes("transcoder.memory", usual.memoryBytes()));
  }
}
