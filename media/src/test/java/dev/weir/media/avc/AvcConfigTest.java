package dev.weir.media.avc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.testkit.bytes.BitWriter;
import dev.weir.testkit.bytes.Hex;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of x264 and OpenH264, with what is known about the pictures they were made for. */
class AvcConfigTest {

  private static final String FULL_HD =
      "0142c028ffe100176742c028da01e0089f97011000003e90000ea600f1832a01000468ce0fc8";

  static Stream<Arguments> records() {
    return Stream.of(
        arguments(
            FULL_HD,
            "avc1.42c028",
            sps(66, 40, 1, 8, 1920, 1080, OptionalDouble.of(30_000.0 / 1_001))),
        arguments(
            "0164001effe1001c6764001eacd940b424dff8020001688000000300800000190f8a14cb"
                + "01000668fba3cb22c0fdf8f800",
            "avc1.64001e",
            sps(100, 30, 1, 8, 720, 576, OptionalDouble.of(25))),
        arguments(
            "01f40015ffe1001b67f4001590d9b282a33c7c5e0220000003002000000c81e2c5b2c0"
                + "01000668ebe3c44844fffafa00",
            "avc1.f40015",
            sps(244, 21, 3, 10, 322, 182, OptionalDouble.of(50))),
        arguments(
            "017a0015ffe1001d677a0015bcd941519e222f016a020202800000030080000032078b16cb"
                + "01000768ebe3cb3002c0fef8f800",
            "avc1.7a0015",
            sps(122, 21, 2, 8, 322, 182, OptionalDouble.of(50))),
        arguments(
            "0164000bffe1001a6764000bf3650b3f8f8fc05b20000003002000000601e28532c0"
                + "01000668ebe3cb22c0fcf8f800",
            "avc1.64000b",
            sps(100, 11, 0, 8, 162, 98, OptionalDouble.of(24))),
        arguments(
            "0142c014ffe1000e6742c0148c682c4cc0407844235001000468ce3c80",
            "avc1.42c014",
            sps(66, 20, 1, 8, 176, 144, OptionalDouble.empty())));
  }

  @ParameterizedTest
  @MethodSource("records")
  void readsWhatTheRecordSays(String hex, String codecString, SequenceParameterSet expected) {
    AvcConfig config = read(hex);

    assertThat(config.codecString()).isEqualTo(codecString);
    assertThat(config.nalLengthBytes()).isEqualTo(4);
    assertThat(config.pictureParameterSets()).hasSize(1);
    assertThat(SequenceParameterSet.read(config.sequenceParameterSets().getFirst()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("records")
  void writesTheSameBytesThatItRead(String hex) {
    assertThat(Hex.text(read(hex).toBytes())).isEqualTo(hex);
  }

  @Test
  void allowsARecordWithoutParameterSets() {
    AvcConfig config = read("0142c028fde000");

    assertThat(config.sequenceParameterSets()).isEmpty();
    assertThat(config.nalLengthBytes()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0142c028", "0142c028ffe1", "0142c028ffe100176742", "0142c028fee000"})
  void refusesARecordThatIsCutOffOrBreaksItsRules(String hex) {
    assertThatThrownBy(() -> read(hex)).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void doesNotSupportLaterVersions() {
    assertThatThrownBy(() -> read("02" + FULL_HD.substring(2)))
        .isInstanceOf(UnsupportedMediaException.class);
  }

  @ParameterizedTest
  @CsvSource({"1, 50, 25", "1001, 60000, 29.97002997002997"})
  void takesTheFrameRateFromTheTiming(long unitsInTick, long timeScale, double expected) {
    assertThat(spsWithTiming(unitsInTick, timeScale).framesPerSecond()).hasValue(expected);
  }

  /** As broken encoders write it: no rate rather than an infinite or an absurd one. */
  @ParameterizedTest
  @CsvSource({"0, 0", "0, 50", "1, 0", "1, 4294967295"})
  void takesNoFrameRateFromTimingWithoutSense(long unitsInTick, long timeScale) {
    assertThat(spsWithTiming(unitsInTick, timeScale).framesPerSecond()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2000, 10", "10, 2000", "1024, 0"})
  void refusesAbsurdSizes(int widthInBlocks, int heightInBlocks) {
    ByteSlice unit = ByteSlice.of(header(widthInBlocks, heightInBlocks).bits(0, 8).toBytes());

    assertThatThrownBy(() -> SequenceParameterSet.read(unit))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining("limit 1023");
  }

  @Test
  void refusesToCropTheWholePicture() {
    BitWriter bits = header(10, 8).bits(0b1_0_1, 3).ue(44).ue(44).ue(0).ue(0).bits(0, 8);

    assertThatThrownBy(() -> SequenceParameterSet.read(ByteSlice.of(bits.toBytes())))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessage("AVC picture of 0 x 144, limit 16384");
  }

  @Test
  void keepsTheSizeWhenTheUsabilityInformationIsCutOff() {
    SequenceParameterSet sps = sps("6742c028da01e0089f970110");

    assertThat(sps.width()).isEqualTo(1920);
    assertThat(sps.framesPerSecond()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "67", "6842c028da01e0089f97", "6742c028da", "67 42c028 00000000000000"})
  void refusesWhatIsNoParameterSet(String hex) {
    assertThatThrownBy(() -> sps(hex)).isInstanceOf(MalformedMediaException.class);
  }

  private static SequenceParameterSet sps(
      int profile, int level, int chroma, int depth, int width, int height, OptionalDouble rate) {
    return new SequenceParameterSet(profile, level, chroma, depth, width, height, rate);
  }

  /** A baseline parameter set up to the size, less 1, in macroblocks. */
  private static BitWriter header(int widthInBlocks, int heightInBlocks) {
    BitWriter bits = new BitWriter().bits(0x6742_C01EL, 32);
    return bits.ue(0).ue(0).ue(2).ue(1).bits(0, 1).ue(widthInBlocks).ue(heightInBlocks);
  }

  private static SequenceParameterSet spsWithTiming(long unitsInTick, long timeScale) {
    BitWriter bits = header(10, 8).bits(0b1_0_0_1, 4).bits(0b0000_1, 5);
    byte[] plain = bits.bits(unitsInTick, 32).bits(timeScale, 32).bits(1, 1).toBytes();
    return SequenceParameterSet.read(withEmulationPrevention(plain));
  }

  private static ByteSlice withEmulationPrevention(byte[] plain) {
    ByteSink sink = new ByteSink(64);
    int zeros = 0;
    for (byte value : plain) {
      if (zeros == 2 && value >= 0 && value <= 3) {
        sink.u8(3);
        zeros = 0;
      }
      zeros = value == 0 ? zeros + 1 : 0;
      sink.u8(value);
    }
    return sink.toSlice();
  }

  private static SequenceParameterSet sps(String hex) {
    return SequenceParameterSet.read(ByteSlice.of(Hex.bytes(hex)));
  }

  private static AvcConfig read(String hex) {
    return AvcConfig.read(ByteSlice.of(Hex.bytes(hex)));
  }
}
