package dev.weir.media.hls;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.fmp4.Sample;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a part in a few arrays, instead of two more objects for each frame. Their bytes
 * are shared with the tags that brought them; or they are kept elsewhere, and only how they lie
 * there, one after the other, is known here. Immutable; a sample is made when it is asked for.
 */
final class PackedSamples extends AbstractList<Sample> implements RandomAccess {

  private static final int DURATION = 0;
  private static final int COMPOSITION_OFFSET = 1;
  private static final int LENGTH = 2;
  private static final int SYNC = 3;
  private static final int FIELDS = 4;

  private final long[] decodeTicks;
  private final int[] fields;
  private final @Nullable Payloads payloads;

  /** Where the bytes are that belong to samples. */
  private record Payloads(byte[][] arrays, int[] offsets) {}

  private PackedSamples(long[] decodeTicks, int[] fields, @Nullable Payloads payloads) {
    this.decodeTicks = decodeTicks;
    this.fields = fields;
    this.payloads = payloads;
  }

  /** A copy of {@code samples}; the same when they are packed already. */
  static PackedSamples of(List<Sample> samples) {
    if (samples instanceof PackedSamples packed) {
      return packed;
    }
    int size = samples.size();
    long[] decodeTicks = new long[size];
    int[] fields = new int[size * FIELDS];
    Payloads payloads = new Payloads(new byte[size][], new int[size]);
    for (int i = 0; i < size; i++) {
      Sample sample = samples.get(i);
      int at = i * FIELDS;
      decodeTicks[i] = sample.decodeTicks();
      fields[at + DURATION] = sample.durationTicks();
      fields[at + COMPOSITION_OFFSET] = sample.compositionOffsetTicks();
      fields[at + LENGTH] = sample.payload().length();
      fields[at + SYNC] = sample.sync() ? 1 : 0;
      payloads.arrays()[i] = sample.payload().array();
      payloads.offsets()[i] = sample.payload().offset();
    }
    return new PackedSamples(decodeTicks, fields, payloads);
  }

  /** The same without bytes. */
  PackedSamples emptied() {
    return payloads == null ? this : new PackedSamples(decodeTicks, fields, null);
  }

  /** The same with these bytes, those of all samples, one after the other. */
  PackedSamples filled(ByteSlice bytes) {
    if (bytes.length() != payloadBytes()) {
      throw new IllegalArgumentException(bytes.length() + " bytes for " + payloadBytes());
    }
    Payloads found = new Payloads(new byte[size()][], new int[size()]);
    int offset = bytes.offset();
    for (int i = 0; i < size(); i++) {
      found.arrays()[i] = bytes.array();
      found.offsets()[i] = offset;
      offset += fields[i * FIELDS + LENGTH];
    }
    return new PackedSamples(decodeTicks, fields, found);
  }

  /** Bytes of all samples. */
  long payloadBytes() {
    return sum(LENGTH);
  }

  /** How long all samples last. */
  long durationTicks() {
    return sum(DURATION);
  }

  /** A sample without its bytes. */
  SampleShape shape(int index) {
    int at = index * FIELDS;
    return new SampleShape(
        decodeTicks[index],
        fields[at + DURATION],
        fields[at + COMPOSITION_OFFSET],
        fields[at + SYNC] != 0,
        fields[at + LENGTH]);
  }

  @Override
  public Sample get(int index) {
    if (payloads == null) {
      throw new IllegalStateException("the bytes of these samples are kept elsewhere");
    }
    SampleShape shape = shape(index);
    return new Sample(
        shape.decodeTicks(),
        shape.durationTicks(),
        shape.compositionOffsetTicks(),
        shape.sync(),
        new ByteSlice(payloads.arrays()[index], payloads.offsets()[index], shape.lengthBytes()));
  }

  @Override
  public int size() {
    return decodeTicks.length;
  }

  /** Of samples whose bytes are elsewhere, everything else counts. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (other instanceof PackedSamples that && (payloads == null || that.payloads == null)) {
      return payloads == null
          && that.payloads == null
          && Arrays.equals(decodeTicks, that.decodeTicks)
          && Arrays.equals(fields, that.fields);
    }
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(decodeTicks);
  }

  private long sum(int field) {
    long sum = 0;
    for (int at = field; at < fields.length; at += FIELDS) {
      sum += fields[at];
    }
    return sum;
  }
}
