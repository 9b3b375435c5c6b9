package dev.weir.contract.analytics;

/**
 * What was counted over some time. Sums but for the peak, which is the most of any moment.
 *
 * @param viewerMs time that was watched, summed over viewers, milliseconds
 * @param peak most viewers at a time
 * @param plays viewers who began
 * @param requests answers over HTTP
 * @param failed those of them with a status of 400 or more
 * @param bytes of bodies that viewers took
 */
public record Figures(
    long viewerMs, long peak, long plays, long requests, long failed, long bytes) {

  /** Nothing. */
  public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0);

  /** Throws {@link IllegalArgumentException} for a negative figure. */
  public Figures {
    if (viewerMs < 0 || peak < 0 || plays < 0 || requests < 0 || failed < 0 || bytes < 0) {
      throw new IllegalArgumentException("figures are never negative");
    }
  }

  /** Of two times. */
  public Figures then(Figures other) {
    return new Figures(
        viewerMs + other.viewerMs,
        Math.max(peak, other.peak),
        plays + other.plays,
        requests + other.requests,
        failed + other.failed,
        bytes + other.bytes);
  }

  /** Whether all of them are zero. */
  public boolean isNone() {
    return equals(NONE);
  }
}
