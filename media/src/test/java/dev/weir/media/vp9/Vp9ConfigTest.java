package dev.weir.media.vp9;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.testkit.bytes.BitWriter;
import dev.weir.testkit.bytes.Hex;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records as ffmpeg sends them (behind the version of the box) and as they are, both ways. */
class Vp9ConfigTest {

  static Stream<Arguments> records() {
    return Stream.of(
        arguments(new Vp9Config(0, 10, 8, 1, false, 2, 2, 2), "000a820202020000", "vp09.00.10.08"),
        arguments(new Vp9Config(1, 11, 8, 3, false, 2, 2, 2), "010b860202020000", "vp09.01.11.08"),
        arguments(
            new Vp9Config(2, 31, 10, 1, true, 9, 16, 9), "021fa30910090000", "vp09.02.31.10"));
  }

  @ParameterizedTest
  @MethodSource("records")
  void readsAndWritesRecords(Vp9Config config, String hex, String codecString) {
    assertThat(Vp9Config.read(bytes(hex))).isEqualTo(config);
    assertThat(Vp9Config.read(bytes("01000000" + hex))).isEqualTo(config);
    assertThat(Hex.text(config.toBytes())).isEqualTo(hex);
    assertThat(Hex.text(config.toBoxBody())).isEqualTo("01000000" + hex);
    assertThat(config.codecString()).isEqualTo(codecString);
  }

  /** The first bytes of key frames of libvpx. */
  @ParameterizedTest
  @CsvSource({
    "824983420009f005961a38241c18f600, 0, 8, 160, 90, 000a820202020000",
    "824983420014100b560638241c184a00, 0, 8, 322, 182, 000b820202020000",
    "a2498342000282016ac0c70483830940, 1, 8, 322, 182, 010b860202020000"
  })
  void readsKeyFrames(String hex, int profile, int bitDepth, int width, int height, String record) {
    KeyFrameHeader header = KeyFrameHeader.read(bytes(hex)).orElseThrow();

    assertThat(header.profile()).isEqualTo(profile);
    assertThat(header.bitDepth()).isEqualTo(bitDepth);
    assertThat(header.width()).isEqualTo(width);
    assertThat(header.height()).isEqualTo(height);
    assertThat(Hex.text(header.toConfig().toBytes())).isEqualTo(record);
  }

  @Test
  void readsAKeyFrameOfProfileThree() {
    BitWriter bits = new BitWriter().bits(0b10_11_0_0_0_1_0, 9).bits(0x498342, 24);
    bits.bits(1, 1).bits(5, 3).bits(0, 1).bits(0b10, 2).bits(0, 1).bits(3839, 16).bits(2159, 16);

    KeyFrameHeader header = KeyFrameHeader.read(ByteSlice.of(bits.toBytes())).orElseThrow();

    assertThat(header.toConfig()).isEqualTo(new Vp9Config(3, 50, 12, 2, false, 9, 2, 9));
    assertThat(header.width()).isEqualTo(3840);
  }

  @ParameterizedTest
  @CsvSource({"256, 144, 10", "640, 360, 21", "1280, 720, 31", "1920, 1080, 40", "3840, 2160, 50"})
  void takesTheLevelFromTheSize(int width, int height, int level) {
    assertThat(new KeyFrameHeader(0, 8, 2, false, true, true, width, height).level())
        .isEqualTo(level);
  }

  @ParameterizedTest
  @ValueSource(strings = {"86409273616400001873bf60", "8a"})
  void leavesOtherFramesAlone(String hex) {
    assertThat(KeyFrameHeader.read(bytes(hex))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "82498300", "824983420009", "c24983420009f005961a"})
  void refusesBrokenKeyFrames(String hex) {
    assertThatThrownBy(() -> KeyFrameHeader.read(bytes(hex)))
        .isInstanceOf(MalformedMediaException.class);
  }

  private static ByteSlice bytes(String hex) {
    return ByteSlice.of(Hex.bytes(hex));
  }
}
