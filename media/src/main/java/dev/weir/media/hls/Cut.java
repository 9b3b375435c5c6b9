package dev.weir.media.hls;

/**
 * The beginning of a segment, decided on the leading track and followed by the other one.
 *
 * @param sequence media sequence number of the segment that begins
 * @param discontinuitySequence its discontinuity sequence number
 * @param discontinuity whether nothing connects it with the one before
 * @param atMs where it begins
 */
record Cut(long sequence, long discontinuitySequence, boolean discontinuity, long atMs) {

  /** The same beginning at a frame of another track. */
  Cut at(long ms) {
    return new Cut(sequence, discontinuitySequence, discontinuity, ms);
  }
}
