package dev.weir.media.hls;

import java.util.List;

/**
 * What a network must carry, container included, for the {@code BANDWIDTH} and {@code
 * AVERAGE-BANDWIDTH} of a variant (RFC 8216, 4.3.4.2).
 *
 * @param peakBitsPerSecond of the segment with the highest bit rate
 * @param averageBitsPerSecond over all listed segments
 */
public record Bandwidth(int peakBitsPerSecond, int averageBitsPerSecond) {

  /** Nothing to carry. */
  public static final Bandwidth NONE = new Bandwidth(0, 0);

  /** Bytes that a fragment takes beside its samples, and beside each sample. */
  private static final int BYTES_PER_PART = 112;

  private static final long BYTES_PER_SAMPLE = 16;

  /**
   * What the segments listed in {@code playlist} need; running ones while nothing else is there.
   */
  public static Bandwidth of(MediaPlaylist playlist) {
    List<Segment> closed =
        playlist.segments().stream().filter(s -> s.closed() && s.durationMs() > 0).toList();
    List<Segment> measured = closed.isEmpty() ? playlist.segments() : closed;
    long peak = measured.stream().mapToLong(s -> rate(bytes(s), s.durationMs())).max().orElse(0);
    long bytes = measured.stream().mapToLong(Bandwidth::bytes).sum();
    long ms = measured.stream().mapToLong(Segment::durationMs).sum();
    return new Bandwidth(
        Math.clamp(peak, 0, Integer.MAX_VALUE), Math.clamp(rate(bytes, ms), 0, Integer.MAX_VALUE));
  }

  /** What both need when they are played together. */
  public Bandwidth plus(Bandwidth other) {
    return new Bandwidth(
        peakBitsPerSecond + other.peakBitsPerSecond,
        averageBitsPerSecond + other.averageBitsPerSecond);
  }

  private static long bytes(Segment segment) {
    long bytes = 0;
    for (Part part : segment.parts()) {
      bytes += part.payloadBytes() + part.samples().size() * BYTES_PER_SAMPLE + BYTES_PER_PART;
    }
    return bytes;
  }

  private static long rate(long bytes, long ms) {
    return ms == 0 ? 0 : bytes * 8000 / ms;
  }
}
