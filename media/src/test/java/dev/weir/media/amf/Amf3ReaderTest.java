package dev.weir.media.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.media.amf.AmfValue.AmfBoolean;
import dev.weir.media.amf.AmfValue.AmfDate;
import dev.weir.media.amf.AmfValue.AmfNull;
import dev.weir.media.amf.AmfValue.AmfNumber;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.amf.AmfValue.AmfStrictArray;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.amf.AmfValue.AmfUndefined;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.testkit.bytes.Hex;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AMF3 values behind the switch, 0x11, of an AMF0 message. */
class Amf3ReaderTest {

  static Stream<Arguments> table() {
    return Stream.of(
        arguments(new AmfUndefined(), "00"),
        arguments(new AmfNull(), "01"),
        arguments(new AmfBoolean(false), "02"),
        arguments(new AmfBoolean(true), "03"),
        arguments(new AmfNumber(127), "04 7f"),
        arguments(new AmfNumber(128), "04 8100"),
        arguments(new AmfNumber(0x0FFF_FFFF), "04 bfffffff"),
        arguments(new AmfNumber(-1), "04 ffffffff"),
        arguments(new AmfNumber(-0x1000_0000), "04 c0808000"),
        arguments(new AmfNumber(0.5), "05 3fe0000000000000"),
        arguments(new AmfString("live"), "06 09 6c697665"),
        arguments(new AmfString(""), "06 01"),
        arguments(new AmfDate(1000, 0), "08 01 408f400000000000"),
        arguments(new AmfStrictArray(List.of(new AmfNull(), new AmfNumber(1))), "09 05 01 01 0401"),
        arguments(
            AmfObject.builder().put("a", true).put("0", new AmfNull()).toEcmaArray(),
            "09 03 03 61 03 01 01"),
        arguments(AmfObject.builder().put("a", 1).toObject(), "0a 0b 01 03 61 04 01 01"),
        arguments(
            AmfObject.builder().put("a", 1).put("b", 2).toObject(),
            "0a 1b 07 466f6f 03 61 04 01 03 62 04 02 01"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void readsPlainValues(AmfValue value, String hex) {
    assertThat(readAll("11" + hex)).containsExactly(value);
  }

  @Test
  void returnsToAmf0AfterEachValue() {
    assertThat(readAll("02 0001 61 11 06 03 62 05"))
        .containsExactly(new AmfString("a"), new AmfString("b"), new AmfNull());
  }

  @Test
  void remembersTextsAndObjectsForTheWholeMessage() {
    AmfObject object = AmfObject.builder().put("a", 1).toObject();

    assertThat(readAll("11 0a 0b 01 03 61 04 01 01  11 06 00  11 0a 00"))
        .containsExactly(object, new AmfString("a"), object);
  }

  @Test
  void remembersTheNamesOfAClass() {
    assertThat(readAll("11 0a 13 01 03 61 04 01  11 0a 01 04 02"))
        .containsExactly(
            AmfObject.builder().put("a", 1).toObject(), AmfObject.builder().put("a", 2).toObject());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0c 01", "0d 01 00", "10 01 00 01", "11 01 00", "0a 07 01"})
  void doesNotSupportWhatNoCommandNeeds(String hex) {
    assertThatThrownBy(() -> readAll("11" + hex)).isInstanceOf(UnsupportedMediaException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"12", "06 02", "0a 00", "0a 01", "09 ffffffff 01", "06 ffffffff", "04 ff"})
  void refusesWhatBreaksTheFormat(String hex) {
    assertThatThrownBy(() -> readAll("11" + hex)).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void limitsTheDepth() {
    String array = "09 03 01";

    assertThat(readAll("11" + array.repeat(AmfLimits.MAX_DEPTH) + "01")).hasSize(1);
    assertThatThrownBy(() -> readAll("11" + array.repeat(AmfLimits.MAX_DEPTH + 2) + "01"))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining("nesting");
  }

  /** One text of 1,024 bytes, and an array of 300 references to it. */
  @Test
  void limitsWhatReferencesRepeat() {
    String text = "06 9001" + "61".repeat(1024);

    assertThatThrownBy(() -> readAll("11" + text + "11 09 8459 01" + "0600".repeat(300)))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining("repeated bytes");
  }

  private static List<AmfValue> readAll(String hex) {
    return AmfReader.readAll(ByteSlice.of(Hex.bytes(hex)));
  }
}
