package dev.weir.media.opus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.testkit.bytes.Hex;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpusConfigTest {

  static Stream<Arguments> table() {
    return Stream.of(
        arguments(
            new OpusConfig(2, 312, 48_000, 0, 0, ByteSlice.EMPTY),
            "4f707573486561640102380180bb0000000000",
            "000201380000bb80000000"),
        arguments(
            new OpusConfig(1, 65_535, 0xFFFF_FFFFL, -256, 0, ByteSlice.EMPTY),
            "4f707573486561640101ffffffffffff00ff00",
            "0001ffffffffffffff0000"),
        arguments(
            new OpusConfig(6, 312, 48_000, 0, 1, bytes("0402000401020305")),
            "4f707573486561640106380180bb00000000010402000401020305",
            "000601380000bb800000010402000401020305"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void readsAndWritesBothForms(OpusConfig config, String head, String box) {
    assertThat(OpusConfig.readOpusHead(bytes(head))).isEqualTo(config);
    assertThat(OpusConfig.readBoxBody(bytes(box))).isEqualTo(config);
    assertThat(Hex.text(config.toOpusHead())).isEqualTo(head);
    assertThat(Hex.text(config.toBoxBody())).isEqualTo(box);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "4f70757348656164",
        "4f707573546167730102380180bb0000000000",
        "4f707573486561640100380180bb0000000000",
        "4f707573486561640103380180bb0000000000",
        "4f707573486561640106380180bb00000000010402"
      })
  void refusesWhatBreaksTheFormat(String hex) {
    assertThatThrownBy(() -> OpusConfig.readOpusHead(bytes(hex)))
        .isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void doesNotSupportLaterVersions() {
    assertThatThrownBy(
            () -> OpusConfig.readOpusHead(bytes("4f707573486561641002380180bb0000000000")))
        .isInstanceOf(UnsupportedMediaException.class);
    assertThatThrownBy(() -> OpusConfig.readBoxBody(bytes("010201380000bb80000000")))
        .isInstanceOf(UnsupportedMediaException.class);
  }

  /** RFC 6716 table 2: SILK, hybrid and CELT; one, two and several frames. */
  @ParameterizedTest
  @CsvSource({
    "00, 480, 1",
    "08, 960, 1",
    "10, 1920, 1",
    "18, 2880, 1",
    "58, 2880, 1",
    "60, 480, 1",
    "68, 960, 1",
    "7c, 960, 2",
    "80, 120, 1",
    "88, 240, 1",
    "90, 480, 1",
    "fc, 960, 2",
    "fd, 1920, 2",
    "fe, 1920, 2",
    "ff 86, 5760, 2",
    "83 30, 5760, 1"
  })
  void readsTheDurationOfAPacket(String hex, int samples, int channels) {
    assertThat(OpusPacket.samples(bytes(hex))).isEqualTo(samples);
    assertThat(OpusPacket.channels(bytes(hex))).isEqualTo(channels);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ff", "ff 07", "1b 03"})
  void refusesPacketsWithoutOrWithTooMuchDuration(String hex) {
    assertThatThrownBy(() -> OpusPacket.samples(bytes(hex)))
        .isInstanceOf(MalformedMediaException.class);
  }

  private static ByteSlice bytes(String hex) {
    return ByteSlice.of(Hex.bytes(hex));
  }
}
