package dev.weir.media.amf;

import static org.assertj.core.api.Assertions.assertThat;
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
import dev.weir.testkit.bytes.Hex;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and their bytes, in both directions. */
class AmfTableTest {

  static Stream<Arguments> table() {
    return Stream.of(
        arguments(new AmfNumber(3.5), "00 400c000000000000"),
        arguments(new AmfNumber(-1), "00 bff0000000000000"),
        arguments(new AmfBoolean(true), "01 01"),
        arguments(new AmfBoolean(false), "01 00"),
        arguments(new AmfString("connect"), "02 0007 636f6e6e656374"),
        arguments(new AmfString(""), "02 0000"),
        arguments(new AmfString("é直"), "02 0005 c3a9e79bb4"),
        arguments(new AmfNull(), "05"),
        arguments(new AmfUndefined(), "06"),
        arguments(new AmfDate(1000, -60), "0b 408f400000000000 ffc4"),
        arguments(AmfObject.builder().toObject(), "03 000009"),
        arguments(
            AmfObject.builder().put("app", "live").put("ok", true).toObject(),
            "03 0003 617070 02 0004 6c697665 0002 6f6b 01 01 000009"),
        arguments(
            AmfObject.builder().put("width", 1280).toEcmaArray(),
            "08 00000001 0005 7769647468 00 4094000000000000 000009"),
        arguments(
            new AmfStrictArray(List.of(new AmfString("hvc1"), new AmfNull())),
            "0a 00000002 02 0004 68766331 05"),
        arguments(
            AmfObject.builder().put("o", AmfObject.builder().put("n", 1).toObject()).toObject(),
            "03 0001 6f 03 0001 6e 00 3ff0000000000000 000009 000009"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void writesTheBytesOfAValue(AmfValue value, String hex) {
    assertThat(AmfWriter.toBytes(value)).isEqualTo(Hex.bytes(hex));
  }

  @ParameterizedTest
  @MethodSource("table")
  void readsTheValueOfBytes(AmfValue value, String hex) {
    assertThat(AmfReader.readAll(ByteSlice.of(Hex.bytes(hex)))).containsExactly(value);
  }
}
