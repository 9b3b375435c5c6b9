package dev.weir.media.fmp4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.bytes.ByteSlice;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Boxes and their bytes, written out by hand from the specification. */
class BoxTest {

  static final List<Arguments> BOXES =
      List.of(
          row(FileTypeBox.CMAF, "00000018 66747970 69736f36 00000000 69736f36 636d6663"),
          row(
              new HandlerBox("vide", "v"),
              "00000022 68646c72 00000000 00000000 76696465" + " 00000000 00000000 00000000 7600"),
          row(
              new MediaHeaderBox(90_000),
              "00000020 6d646864 00000000 00000000 00000000 00015f90" + " 00000000 55c40000"),
          row(new VideoMediaHeaderBox(), "00000014 766d6864 00000001 00000000 00000000"),
          row(new SoundMediaHeaderBox(), "00000010 736d6864 00000000 00000000"),
          row(
              new DataReferenceBox(),
              "0000001c 64726566 00000000 00000001" + " 0000000c 75726c20 00000001"),
          row(new EmptyTableBox("stts"), "00000010 73747473 00000000 00000000"),
          row(new EmptyTableBox("stsz"), "00000014 7374737a 00000000 00000000 00000000"),
          row(
              new TrackExtendsBox(2),
              "00000020 74726578 00000000 00000002 00000001 00000000" + " 00000000 00000000"),
          row(new MovieFragmentHeaderBox(0xFFFF_FFFFL), "00000010 6d666864 00000000 ffffffff"),
          row(
              new TrackFragmentHeaderBox(1, 3600, 0x0200_0000),
              "00000018 74666864 00020028 00000001" + " 00000e10 02000000"),
          row(
              new TrackFragmentDecodeTimeBox(0x1_0000_0001L),
              "00000014 74666474 01000000 00000001" + " 00000001"),
          row(
              new ConfigurationBox("av1C", ByteSlice.of(new byte[] {(byte) 0x81, 4})),
              "0000000a 61763143 8104"),
          row(
              ContainerBox.of("traf", new EmptyTableBox("stco")),
              "00000018 74726166 00000010" + " 7374636f 00000000 00000000"));

  private static Arguments row(Box box, String hex) {
    return Arguments.of(box, hex);
  }

  @ParameterizedTest
  @FieldSource("BOXES")
  void writesWhatTheSpecificationSays(Box box, String hex) {
    assertThat(HexFormat.of().formatHex(box.toByteArray())).isEqualTo(hex.replace(" ", ""));
  }

  @Test
  void choosesTheColumnsThatARunNeeds() {
    ByteSlice bytes = ByteSlice.of(new byte[5]);
    Sample key = new Sample(0, 10, 0, true, bytes);

    assertThat(new TrackRunBox(List.of(key), 0).flags()).isEqualTo(0x201);
    assertThat(flags(key, new Sample(10, 11, 0, true, bytes))).isEqualTo(0x301);
    assertThat(flags(key, new Sample(10, 10, 0, false, bytes))).isEqualTo(0x601);
    assertThat(flags(key, new Sample(10, 10, -3, true, bytes))).isEqualTo(0xA01);
  }

  private static int flags(Sample... samples) {
    return new TrackRunBox(List.of(samples), 0).flags();
  }
}
