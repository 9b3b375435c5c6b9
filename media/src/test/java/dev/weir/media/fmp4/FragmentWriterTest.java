package dev.weir.media.fmp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.testkit.bytes.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;

class FragmentWriterTest {

  private static final byte[] TAG = {9, 9, 1, 2, 3, 4, 5, 6, 9};

  private static Sample sample(
      long ticks, int duration, int offset, boolean sync, int from, int length) {
    return new Sample(ticks, duration, offset, sync, new ByteSlice(TAG, from, length));
  }

  private static ByteSlice joined(Fragment fragment) {
    ByteSink sink = new ByteSink(fragment.sizeBytes());
    fragment.slices().forEach(sink::bytes);
    return sink.toSlice();
  }

  private static FragmentWriter.Run pictures() {
    return new FragmentWriter.Run(
        1,
        List.of(
            sample(0x1_0000_0000L, 3600, 7200, true, 2, 3),
            sample(0x1_0000_0E10L, 3690, -3600, false, 5, 2),
            sample(0x1_0000_1C7AL, 3600, 0, false, 7, 1)));
  }

  @Test
  void laysOutAFragmentWithNegativeCompositionOffsets() {
    Fragment fragment = FragmentWriter.write(7, List.of(pictures()));

    Golden.assertMatches("fmp4/fragment-pictures.txt", BoxDump.of(joined(fragment)));
  }

  @Test
  void saysOnceWhatAllSamplesHaveInCommon() {
    List<Sample> samples =
        List.of(sample(4800, 1024, 0, true, 0, 2), sample(5824, 1024, 0, true, 2, 4));

    Fragment fragment = FragmentWriter.write(8, List.of(new FragmentWriter.Run(2, samples)));

    Golden.assertMatches("fmp4/fragment-sound.txt", BoxDump.of(joined(fragment)));
  }

  @Test
  void givesTheSamplesOwnBytesWithoutCopyingThem() {
    Fragment fragment = FragmentWriter.write(7, List.of(pictures()));

    assertThat(fragment.slices()).hasSize(4);
    assertThat(fragment.slices().subList(1, 4))
        .allSatisfy(slice -> assertThat(slice.array()).isSameAs(TAG));
    assertThat(fragment.sizeBytes()).isEqualTo(joined(fragment).length());
  }

  @Test
  void countsTheOffsetsOfSeveralTracksFromTheSameBeginning() {
    FragmentWriter.Run sound =
        new FragmentWriter.Run(2, List.of(sample(4800, 1024, 0, true, 0, 2)));

    ByteSlice file = joined(FragmentWriter.write(9, List.of(pictures(), sound)));

    int moofBytes = file.cursor().i32();
    ByteSlice payload = new ByteSlice(file.array(), moofBytes + 8, file.length() - moofBytes - 8);
    assertThat(payload.toByteArray()).containsExactly(1, 2, 3, 4, 5, 6, 9, 9);
    assertThat(dataOffsets(BoxDump.of(file))).containsExactly(moofBytes + 8, moofBytes + 8 + 6);
  }

  @Test
  void refusesWhatCannotBeWritten() {
    assertThatThrownBy(() -> new FragmentWriter.Run(1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TrackFragmentDecodeTimeBox(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The second word after version and flags of each run. */
  private static List<Integer> dataOffsets(String dump) {
    List<String> lines = dump.lines().toList();
    return lines.stream()
        .filter(line -> line.strip().startsWith("trun"))
        .map(line -> lines.get(lines.indexOf(line) + 1).strip().substring(19, 27))
        .map(word -> Integer.parseInt(word, 16))
        .toList();
  }
}
