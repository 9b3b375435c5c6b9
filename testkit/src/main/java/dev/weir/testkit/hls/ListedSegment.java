package dev.weir.testkit.hls;

import java.util.List;

/**
 * A segment as a playlist lists it; the last one may have parts only.
 *
 * @param sequence media sequence number
 * @param uri of its bytes; empty while it is growing
 * @param durationMs milliseconds; of its parts while it is growing
 * @param discontinuity whether a discontinuity stands before it
 * @param gap whether there is nothing to fetch
 * @param map URI of its init segment; empty without one
 * @param dateMs program date and time, Unix milliseconds; -1 without one
 * @param parts those that are listed
 */
public record ListedSegment(
    long sequence,
    String uri,
    long durationMs,
    boolean discontinuity,
    boolean gap,
    String map,
    long dateMs,
    List<ListedPart> parts) {

  /** Whether it is still growing. */
  public boolean growing() {
    return uri.isEmpty();
  }
}
