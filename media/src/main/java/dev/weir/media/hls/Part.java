package dev.weir.media.hls;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.fmp4.Sample;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A partial segment of one track (RFC 8216bis, 4.4.4.9), the unit of low-latency delivery. Its
 * bytes are one movie fragment; the fragments of a segment's parts, in order, are the segment.
 *
 * <p>A gap stands for time in which the track has no sample; it has a duration and no bytes.
 *
 * @param number counts the playlist's parts that have bytes, across segments, so that the next
 *     part's number is known before it is known which segment it belongs to; a gap takes none and
 *     carries the number of the part after it
 * @param startMs where it begins, milliseconds on the publisher's decode clock
 * @param durationMs never more than the part target; may differ from the media by a fraction of a
 *     frame, which the part after it then makes up for
 * @param independent whether it begins with a frame that decoding can start at
 * @param samples its access units; empty in a gap. Of an {@linkplain #emptied() emptied} part they
 *     cannot be looked at, only counted
 */
public record Part(
    long number, long startMs, int durationMs, boolean independent, List<Sample> samples) {

  /** Packs the samples; their bytes are shared. */
  public Part {
    samples = PackedSamples.of(samples);
  }

  /** Whether there is nothing to fetch. */
  public boolean gap() {
    return samples.isEmpty();
  }

  /** Bytes of coded media, without the container around them. */
  public long payloadBytes() {
    return packed().payloadBytes();
  }

  /** How long its samples last, ticks of the track's timescale. */
  public long durationTicks() {
    return packed().durationTicks();
  }

  /** Its samples without their bytes. */
  public List<SampleShape> shapes() {
    PackedSamples packed = packed();
    return IntStream.range(0, packed.size()).mapToObj(packed::shape).toList();
  }

  /** What a playlist needs of it: everything but the bytes, which are kept elsewhere. */
  public Part emptied() {
    return new Part(number, startMs, durationMs, independent, packed().emptied());
  }

  /**
   * The part with its bytes again.
   *
   * @param bytes of all samples, one after the other
   */
  public Part filled(ByteSlice bytes) {
    return new Part(number, startMs, durationMs, independent, packed().filled(bytes));
  }

  private PackedSamples packed() {
    return PackedSamples.of(samples);
  }
}
