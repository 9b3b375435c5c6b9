package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes movie fragments: {@code moof} and {@code mdat}, a CMAF chunk (ISO/IEC 23000-19, 7.3.3)
 * where there is one track. Fragments say everything about themselves, so that the fragments of
 * parts, one after the other, are a segment.
 */
public final class FragmentWriter {

  private static final int BOX_HEADER_BYTES = 8;

  private FragmentWriter() {}

  /**
   * The samples of one track in a fragment.
   *
   * @param trackId as in the init segment
   * @param samples at least one, in decode order
   */
  public record Run(int trackId, List<Sample> samples) {

    /** Makes the list immutable. */
    public Run {
      samples = List.copyOf(samples);
      if (samples.isEmpty()) {
        throw new IllegalArgumentException("a run without samples");
      }
    }

    private int payloadBytes() {
      return samples.stream().mapToInt(sample -> sample.payload().length()).sum();
    }
  }

  /**
   * Writes one fragment.
   *
   * @param sequenceNumber grows from fragment to fragment
   * @param runs at least one; their bytes follow each other in this order
   */
  public static Fragment write(long sequenceNumber, List<Run> runs) {
    int headerBytes = movieFragment(sequenceNumber, runs, 0).toByteArray().length;
    ByteSink header = new ByteSink(headerBytes + BOX_HEADER_BYTES);
    movieFragment(sequenceNumber, runs, headerBytes + BOX_HEADER_BYTES).write(header);
    int payloadBytes = runs.stream().mapToInt(Run::payloadBytes).sum();
    header.u32(BOX_HEADER_BYTES + (long) payloadBytes).ascii("mdat");

    List<ByteSlice> slices = new ArrayList<>();
    slices.add(header.toSlice());
    runs.forEach(run -> run.samples().forEach(sample -> slices.add(sample.payload())));
    return new Fragment(slices);
  }

  private static Box movieFragment(long sequenceNumber, List<Run> runs, int firstDataOffset) {
    List<Box> children = new ArrayList<>();
    children.add(new MovieFragmentHeaderBox(sequenceNumber));
    int dataOffset = firstDataOffset;
    for (Run run : runs) {
      children.add(trackFragment(run, dataOffset));
      dataOffset += run.payloadBytes();
    }
    return new ContainerBox("moof", children);
  }

  private static Box trackFragment(Run run, int dataOffset) {
    Sample first = run.samples().getFirst();
    return ContainerBox.of(
        "traf",
        new TrackFragmentHeaderBox(
            run.trackId(), first.durationTicks(), TrackRunBox.sampleFlags(first)),
        new TrackFragmentDecodeTimeBox(first.decodeTicks()),
        new TrackRunBox(run.samples(), dataOffset));
  }
}
