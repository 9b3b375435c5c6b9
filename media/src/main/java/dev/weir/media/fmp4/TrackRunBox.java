package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;
import java.util.List;

/**
 * The samples of a track in a fragment: {@code trun}, version 1, with signed composition offsets
 * (ISO/IEC 14496-12, 8.8.8). A column that is the same in all samples is left out; {@link
 * TrackFragmentHeaderBox} says it once.
 *
 * @param samples at least one
 * @param dataOffset of the first sample's bytes from the beginning of the {@code moof}
 */
public record TrackRunBox(List<Sample> samples, int dataOffset) implements FullBox {

  /** Sample flags (8.8.3.1) of a sample that depends on no other. */
  static final int SYNC_SAMPLE = 0x0200_0000;

  /** Sample flags of one that depends on others, and where decoding cannot start. */
  static final int NON_SYNC_SAMPLE = 0x0101_0000;

  private static final int DATA_OFFSET_PRESENT = 0x000001;
  private static final int DURATION_PRESENT = 0x000100;
  private static final int SIZE_PRESENT = 0x000200;
  private static final int FLAGS_PRESENT = 0x000400;
  private static final int COMPOSITION_OFFSET_PRESENT = 0x000800;

  /** Makes the list immutable. */
  public TrackRunBox {
    samples = List.copyOf(samples);
  }

  static int sampleFlags(Sample sample) {
    return sample.sync() ? SYNC_SAMPLE : NON_SYNC_SAMPLE;
  }

  @Override
  public String type() {
    return "trun";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public int flags() {
    Sample first = samples.getFirst();
    int flags = DATA_OFFSET_PRESENT | SIZE_PRESENT;
    for (Sample sample : samples) {
      flags |= sample.durationTicks() == first.durationTicks() ? 0 : DURATION_PRESENT;
      flags |= sample.sync() == first.sync() ? 0 : FLAGS_PRESENT;
      flags |= sample.compositionOffsetTicks() == 0 ? 0 : COMPOSITION_OFFSET_PRESENT;
    }
    return flags;
  }

  @Override
  public void writeFields(ByteSink sink) {
    int flags = flags();
    sink.u32(samples.size()).u32(dataOffset);
    for (Sample sample : samples) {
      if ((flags & DURATION_PRESENT) != 0) {
        sink.u32(sample.durationTicks());
      }
      sink.u32(sample.payload().length());
      if ((flags & FLAGS_PRESENT) != 0) {
        sink.u32(sampleFlags(sample));
      }
      if ((flags & COMPOSITION_OFFSET_PRESENT) != 0) {
        sink.u32(sample.compositionOffsetTicks());
      }
    }
  }
}
