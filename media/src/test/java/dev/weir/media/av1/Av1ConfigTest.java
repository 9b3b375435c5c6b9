package dev.weir.media.av1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.testkit.bytes.BitWriter;
import dev.weir.testkit.bytes.Hex;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of SVT-AV1 and libaom, with what is known about the pictures they were made for. */
class Av1ConfigTest {

  static Stream<Arguments> records() {
    ColorConfig yuv420 = new ColorConfig(false, false, false, true, true, 0);
    ColorConfig yuv420p10 = new ColorConfig(true, false, false, true, true, 0);
    ColorConfig yuv444 = new ColorConfig(false, false, false, false, false, 0);
    ColorConfig gray = new ColorConfig(false, false, true, true, true, 0);
    ColorConfig yuv422p12 = new ColorConfig(true, true, false, true, false, 0);
    return Stream.of(
        arguments(
            "81000c000a0b020000051da7ec805f0008",
            "av01.0.00M.08",
            new SequenceHeader(0, 0, false, 160, 90, yuv420)),
        arguments(
            "81004c000a0b0200000521e836a017c202",
            "av01.0.00M.10",
            new SequenceHeader(0, 0, false, 322, 182, yuv420p10)),
        arguments(
            "812000000a0a200000043d06d4daf902",
            "av01.1.00M.08",
            new SequenceHeader(1, 0, false, 322, 182, yuv444)),
        arguments(
            "81001c000a0a0000000337fbe6d7c950",
            "av01.0.00M.08",
            new SequenceHeader(0, 0, false, 128, 96, gray)),
        arguments(
            "814068000a0a4000000337fbe6d7cb11",
            "av01.2.00M.12",
            new SequenceHeader(2, 0, false, 128, 96, yuv422p12)));
  }

  @ParameterizedTest
  @MethodSource("records")
  void readsWhatTheRecordSays(String hex, String codecString, SequenceHeader expected) {
    Av1Config config = read(hex);

    assertThat(config.codecString()).isEqualTo(codecString);
    assertThat(config.sequenceHeader()).contains(expected);
    assertThat(config.color()).isEqualTo(expected.color());
  }

  @ParameterizedTest
  @MethodSource("records")
  void writesTheSameBytesThatItRead(String hex) {
    assertThat(Hex.text(read(hex).toBytes())).isEqualTo(hex);
  }

  /** A key frame: temporal delimiter, sequence header, and the beginning of a frame. */
  @ParameterizedTest
  @MethodSource("records")
  void makesTheSameRecordFromAKeyFrame(String hex) {
    ByteSlice keyFrame = bytes("1200" + hex.substring(8) + "32 03 100008");

    assertThat(Av1Config.ofKeyFrame(keyFrame).map(Av1Config::toBytes).map(Hex::text)).contains(hex);
  }

  @Test
  void findsNoRecordInOtherFrames() {
    assertThat(Av1Config.ofKeyFrame(bytes("1200 32 03 300008"))).isEmpty();
  }

  @Test
  void knowsTheHighTier() {
    Av1Config config = read("81 0d 8c 00");

    assertThat(config.codecString()).isEqualTo("av01.0.13H.08");
    assertThat(config.sequenceHeader()).isEmpty();
  }

  /** Timing, decoder model, two operating points with delays, frame ids, every choice made. */
  @Test
  void findsItsWayThroughEveryOption() {
    BitWriter bits = new BitWriter().bits(0, 3).bits(0, 2);
    bits.bits(1, 1).bits(1, 32).bits(60, 32).bits(1, 1).ue(0);
    bits.bits(1, 1).bits(9, 5).bits(1, 32).bits(0, 10);
    bits.bits(1, 1).bits(1, 5);
    bits.bits(0, 12).bits(9, 5).bits(1, 1).bits(1, 1).bits(0, 21).bits(1, 1).bits(3, 4);
    bits.bits(0, 12).bits(3, 5).bits(0, 1).bits(0, 1);
    bits.bits(10, 4).bits(10, 4).bits(1919, 11).bits(1079, 11);
    bits.bits(1, 1).bits(0, 7).bits(0, 3);
    bits.bits(0, 4).bits(1, 1).bits(0, 2).bits(0, 1).bits(1, 1).bits(0, 1).bits(1, 1).bits(6, 3);
    bits.bits(0, 3);
    bits.bits(1, 1).bits(0, 1).bits(1, 1).bits(9, 8).bits(16, 8).bits(9, 8).bits(0, 1).bits(2, 2);

    assertThat(SequenceHeader.read(ByteSlice.of(bits.toBytes())))
        .isEqualTo(
            new SequenceHeader(
                0, 9, true, 1920, 1080, new ColorConfig(true, false, false, true, true, 2)));
  }

  @Test
  void readsTheHeaderOfAStillPicture() {
    BitWriter bits = new BitWriter().bits(0, 3).bits(0b11, 2).bits(5, 5);
    bits.bits(7, 4).bits(6, 4).bits(159, 8).bits(89, 7).bits(0, 3).bits(0, 3).bits(0, 8);

    SequenceHeader header = SequenceHeader.read(ByteSlice.of(bits.toBytes()));

    assertThat(header.width()).isEqualTo(160);
    assertThat(header.height()).isEqualTo(90);
    assertThat(header.level()).isEqualTo(5);
  }

  @Test
  void leavesOutTheTemporalDelimiter() {
    assertThat(Obu.withoutTemporalDelimiter(bytes("1200 32 01 00"))).isEqualTo(bytes("320100"));
    assertThat(Obu.withoutTemporalDelimiter(bytes("32 01 00"))).isEqualTo(bytes("320100"));
    assertThat(Obu.withoutTemporalDelimiter(bytes("1200"))).isEqualTo(ByteSlice.EMPTY);
  }

  @Test
  void readsUnitsWithExtensionAndWithoutSize() {
    assertThat(Obu.readAll(bytes("36 08 02 aabb 30 cc")))
        .extracting(Obu::type, Obu::payload)
        .containsExactly(tuple(6, bytes("aabb")), tuple(6, bytes("cc")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"32", "32 02 00", "b2 00", "36", "32 ff ff ff ff ff ff ff ff"})
  void refusesBrokenUnits(String hex) {
    assertThatThrownBy(() -> Obu.readAll(bytes(hex))).isInstanceOf(MalformedMediaException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "81", "81 00 0c"})
  void refusesARecordThatIsCutOff(String hex) {
    assertThatThrownBy(() -> read(hex)).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void doesNotSupportLaterVersions() {
    assertThatThrownBy(() -> read("82 00 0c 00")).isInstanceOf(UnsupportedMediaException.class);
  }

  private static Av1Config read(String hex) {
    return Av1Config.read(bytes(hex));
  }

  private static ByteSlice bytes(String hex) {
    return ByteSlice.of(Hex.bytes(hex));
  }
}
