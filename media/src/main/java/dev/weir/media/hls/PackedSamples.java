package dev.weir.media.hls;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.fmp4.Sample;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The samples of a part in three arrays. What is kept for the whole window costs the collector
 * these and the bytes that a tag brought, instead of two more objects for each frame; the bytes are
 * shared with the tag. Immutable; a sample is made when it is asked for.
 */
final class PackedSamples extends AbstractList<Sample> implements RandomAccess {

  private static final int DURATION = 0;
  private static final int COMPOSITION_OFFSET = 1;
  private static final int PAYLOAD_OFFSET = 2;
  private static final int PAYLOAD_LENGTH = 3;
  private static final int SYNC = 4;
  private static final int FIELDS = 5;

  private final long[] decodeTicks;
  private final int[] fields;
  private final byte[][] payloads;

  private PackedSamples(List<Sample> samples) {
    int size = samples.size();
    decodeTicks = new long[size];
    fields = new int[size * FIELDS];
    payloads = new byte[size][];
    for (int i = 0; i < size; i++) {
      Sample sample = samples.get(i);
      int at = i * FIELDS;
      decodeTicks[i] = sample.decodeTicks();
      fields[at + DURATION] = sample.durationTicks();
      fields[at + COMPOSITION_OFFSET] = sample.compositionOffsetTicks();
      fields[at + PAYLOAD_OFFSET] = sample.payload().offset();
      fields[at + PAYLOAD_LENGTH] = sample.payload().length();
      fields[at + SYNC] = sample.sync() ? 1 : 0;
      payloads[i] = sample.payload().array();
    }
  }

  /** A copy of {@code samples}; the same when they are packed already. */
  static List<Sample> of(List<Sample> samples) {
    if (samples instanceof PackedSamples) {
      return samples;
    }
    return samples.isEmpty() ? List.of() : new PackedSamples(samples);
  }

  @Override
  public Sample get(int index) {
    int at = index * FIELDS;
    return new Sample(
        decodeTicks[index],
        fields[at + DURATION],
        fields[at + COMPOSITION_OFFSET],
        fields[at + SYNC] != 0,
        new ByteSlice(payloads[index], fields[at + PAYLOAD_OFFSET], fields[at + PAYLOAD_LENGTH]));
  }

  @Override
  public int size() {
    return payloads.length;
  }
}
