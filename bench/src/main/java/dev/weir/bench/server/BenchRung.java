package dev.weir.bench.server;

/**
 * One size that a stream is encoded in, by whoever does it.
 *
 * @param name of its template
 * @param width pixels
 * @param height pixels
 * @param kilobits per second
 */
public record BenchRung(String name, int width, int height, int kilobits) {

  /** What everybody's encoder takes as effort. */
  public static final String EFFORT = "veryfast";
}
