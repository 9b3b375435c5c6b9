package dev.weir.media.hevc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.testkit.bytes.Hex;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of x265, with what is known about the pictures they were made for. */
class HevcConfigTest {

  private static final String FULL_HD =
      "01016000000090000000000078f000fcfdf8f800000f03"
          + "200001001840010c01ffff016000000300900000030000030078959409"
          + "210001002a420101016000000300900000030000030078a003c0801107cb965654a4c2f01680800001f480"
          + "003a9804"
          + "22000100064401c073c189";

  /** Several temporal layers, scaling lists, high tier. */
  private static final String LAYERED =
      "0124080000009d080000000099f000fcfefafa00000f03"
          + "200001001740010c01ffff2408000003009d08000003000099959809"
          + "210001002c4201012408000003009d08000003000099b005120171c93b65959a49395e02d0100000030010"
          + "00000303c080"
          + "22000100074401c172b46240";

  /** A display window, an aspect ratio and colours in front of the timing. */
  private static final String DECORATED =
      "0104080000009808000000003cf000fcfffcfc00000f03"
          + "200001001740010c01ffff040800000300980800000300003c959809"
          + "2100010030420101040800000300980800000300003c90014901739eca52cacd24995e04dc2440242db700"
          + "00030001000003001808"
          + "22000100084401c172860c4624";

  static Stream<Arguments> records() {
    return Stream.of(
        arguments(FULL_HD, "hvc1.1.6.L120.90", "4:2:0 8 bits 1920x1080 at 29.970"),
        arguments(LAYERED, "hvc1.4.10.H153.9D.8", "4:2:2 10 bits 642x362 at 60.000"),
        arguments(DECORATED, "hvc1.4.10.L60.98.8", "4:4:4 12 bits 322x182 at 24.000"));
  }

  @ParameterizedTest
  @MethodSource("records")
  void readsWhatTheRecordSays(String hex, String codecString, String pictures) {
    HevcConfig config = read(hex);

    assertThat(config.codecString()).isEqualTo(codecString);
    assertThat(config.nalLengthBytes()).isEqualTo(4);
    assertThat(config.units(HevcConfig.VPS)).hasSize(1);
    assertThat(config.units(HevcConfig.PPS)).hasSize(1);
    SequenceParameterSet sps = SequenceParameterSet.read(config.units(HevcConfig.SPS).getFirst());
    assertThat(describe(sps)).isEqualTo(pictures);
    assertThat(sps.profile()).isEqualTo(config.profile());
  }

  @ParameterizedTest
  @MethodSource("records")
  void writesTheSameBytesThatItRead(String hex) {
    assertThat(Hex.text(read(hex).toBytes())).isEqualTo(hex);
  }

  /** The examples of ISO/IEC 14496-15 E.3, and one that uses every part. */
  @ParameterizedTest
  @CsvSource({
    "0, false, 1, 60000000, b00000000000, 93, 1.6.L93.B0",
    "1, false, 4, 08000000, 000000000000, 30, A4.10.L30",
    "3, true, 2, 20000000, b00023000001, 150, C2.4.H150.B0.0.23.0.0.1"
  })
  void composesTheCodecString(
      int space,
      boolean highTier,
      int profile,
      String compatibility,
      String constraints,
      int level,
      String expected) {
    HevcProfile general =
        new HevcProfile(
            space,
            highTier,
            profile,
            Integer.parseUnsignedInt(compatibility, 16),
            Long.parseLong(constraints, 16),
            level);

    assertThat(general.codecStringPart()).isEqualTo(expected);
  }

  @Test
  void refusesEveryBeginningOfARecord() {
    byte[] whole = Hex.bytes(FULL_HD);
    for (int length = 0; length < whole.length; length++) {
      ByteSlice part = new ByteSlice(whole, 0, length);
      assertThatThrownBy(() -> HevcConfig.read(part))
          .as("%d bytes", length)
          .isInstanceOf(MalformedMediaException.class);
    }
  }

  @Test
  void keepsTheSizeWhenTheRestIsCutOff() {
    String sps = "420101016000000300900000030000030078a003c0801107cb96565440";

    assertThat(describe(SequenceParameterSet.read(bytes(sps))))
        .isEqualTo("4:2:0 8 bits 1920x1080 at unknown");
  }

  @Test
  void limitsTheNumberOfParameterSets() {
    String head = "01016000000090000000000078f000fcfdf8f800000f01";

    assertThatThrownBy(() -> read(head + "20 0101" + "0000".repeat(257)))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining("256");
  }

  @Test
  void doesNotSupportLaterVersions() {
    assertThatThrownBy(() -> read("02" + FULL_HD.substring(2)))
        .isInstanceOf(UnsupportedMediaException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4201", "4001 01", "4201 01 01600000 00 9000"})
  void refusesWhatIsNoParameterSet(String hex) {
    assertThatThrownBy(() -> SequenceParameterSet.read(bytes(hex)))
        .isInstanceOf(MalformedMediaException.class);
  }

  private static String describe(SequenceParameterSet sps) {
    String[] chroma = {"4:0:0", "4:2:0", "4:2:2", "4:4:4"};
    String rate =
        sps.framesPerSecond().isPresent()
            ? String.format(Locale.ROOT, "%.3f", sps.framesPerSecond().getAsDouble())
            : "unknown";
    return "%s %d bits %dx%d at %s"
        .formatted(chroma[sps.chromaFormat()], sps.bitDepth(), sps.width(), sps.height(), rate);
  }

  private static HevcConfig read(String hex) {
    return HevcConfig.read(bytes(hex));
  }

  private static ByteSlice bytes(String hex) {
    return ByteSlice.of(Hex.bytes(hex));
  }
}
