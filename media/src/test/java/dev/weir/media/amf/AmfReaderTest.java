package dev.weir.media.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.amf.AmfValue.AmfEcmaArray;
import dev.weir.media.amf.AmfValue.AmfNull;
import dev.weir.media.amf.AmfValue.AmfNumber;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.amf.AmfValue.AmfProperties;
import dev.weir.media.amf.AmfValue.AmfStrictArray;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.amf.AmfValue.AmfUndefined;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.testkit.bytes.Hex;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmfReaderTest {

  @Test
  void readsTheConnectCommandOfObs() {
    List<AmfValue> values =
        readAll(
            "02 0007 636f6e6e656374 00 3ff0000000000000 03"
                + "0003 617070 02 0004 6c697665"
                + "0004 74797065 02 000a 6e6f6e70726976617465"
                + "0008 666c617368566572 02 001f"
                + "464d4c452f332e302028636f6d70617469626c653b20464d53632f312e3029"
                + "0005 746355726c 02 0015 72746d703a2f2f3132372e302e302e312f6c697665"
                + "000009");

    assertThat(values).hasSize(3);
    AmfProperties command = (AmfProperties) values.get(2);
    assertThat(command.string("app")).contains("live");
    assertThat(command.string("tcUrl")).contains("rtmp://127.0.0.1/live");
    assertThat(command.number("app")).isEmpty();
    assertThat(command.bool("missing")).isEmpty();
    assertThat(command.properties().keySet()).containsExactly("app", "type", "flashVer", "tcUrl");
  }

  @Test
  void ignoresTheCountOfAnEcmaArray() {
    String oneProperty = "0001 61 05 000009";

    assertThat(read("08 00000000" + oneProperty)).isEqualTo(array("a"));
    assertThat(read("08 ffffffff" + oneProperty)).isEqualTo(array("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "0000", "000009"})
  void letsAnObjectEndWithTheMessage(String end) {
    assertThat(read("03 0001 61 05" + end)).isEqualTo(new AmfObject(array("a").properties()));
  }

  @Test
  void readsATypedObjectAsAnObject() {
    assertThat(read("10 0003 466f6f 0001 61 05 000009"))
        .isEqualTo(new AmfObject(Map.of("a", new AmfNull())));
  }

  @Test
  void readsTextInAllItsForms() {
    assertThat(read("0c 00000001 61")).isEqualTo(new AmfString("a"));
    assertThat(read("0f 00000004 3c612f3e")).isEqualTo(new AmfString("<a/>"));
    assertThat(read("0d")).isEqualTo(new AmfUndefined());
  }

  @Test
  void keepsTheLastOfTwoPropertiesWithOneName() {
    assertThat(read("03 0001 61 05 0001 61 06 000009"))
        .isEqualTo(new AmfObject(Map.of("a", new AmfUndefined())));
  }

  @Test
  void followsReferences() {
    AmfValue inner = new AmfStrictArray(List.of());

    assertThat(read("0a 00000002 0a 00000000 07 0001"))
        .isEqualTo(new AmfStrictArray(List.of(inner, inner)));
  }

  @Test
  void refusesAReferenceToNothing() {
    assertThatThrownBy(() -> read("07 0000"))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining("reference 0 of only 0");
  }

  @Test
  void refusesAValueThatContainsItself() {
    assertThatThrownBy(() -> read("0a 00000001 07 0000"))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining("contains itself");
  }

  /** Twenty values, each of which refers to the one before twice: a million if written out. */
  @Test
  void refusesReferencesThatMultiply() {
    StringBuilder hex = new StringBuilder("02 000a 61616161616161616161");
    hex.append("0a 00000001 02 0400").append("61".repeat(1024));
    for (int i = 0; i < 20; i++) {
      hex.append("0a 00000002").append("07 %04x".formatted(i).repeat(2));
    }

    assertThatThrownBy(() -> readAll(hex.toString()))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining("repeated bytes");
  }

  /** Forty values, each of which refers to the one before once. */
  @Test
  void countsTheDepthBehindReferences() {
    StringBuilder hex = new StringBuilder("0a 00000000");
    for (int i = 0; i < 40; i++) {
      hex.append("0a 00000001 07 %04x".formatted(i));
    }

    assertThatThrownBy(() -> readAll(hex.toString()))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining("nesting");
  }

  @Test
  void nestsAsDeepAsTheLimit() {
    String open = "0a 00000001";

    assertThat(readAll(open.repeat(AmfLimits.MAX_DEPTH) + "05")).hasSize(1);
    assertThatThrownBy(() -> readAll(open.repeat(AmfLimits.MAX_DEPTH + 2) + "05"))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining("nesting 33, limit 32");
  }

  @Test
  void limitsTheNumberOfProperties() {
    assertThat(readAll(objectWith(AmfLimits.MAX_PROPERTIES))).hasSize(1);
    assertThatThrownBy(() -> readAll(objectWith(AmfLimits.MAX_PROPERTIES + 1)))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining("properties 1025, limit 1024");
  }

  @Test
  void comparesAnArraysCountWithTheBytesLeft() {
    assertThatThrownBy(() -> read("0a ffffffff 0505"))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining("4294967295, limit 2");
  }

  @Test
  void limitsTheLengthOfAString() {
    assertThatThrownBy(() -> read("0c 00010001" + "61".repeat(65_537)))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining("string bytes 65537, limit 65536");
  }

  @Test
  void limitsTheLengthOfAName() {
    assertThatThrownBy(() -> read("03 0401" + "61".repeat(1025) + "05 000009"))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining("name bytes 1025, limit 1024");
    assertThatThrownBy(() -> read("11 0a 0b 01 9003" + "61".repeat(1025) + "01 01"))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining("name bytes 1025, limit 1024");
  }

  @Test
  void writesATextThatIsTooLongForTheShortForm() {
    AmfString text = new AmfString("a".repeat(65_536));

    assertThat(AmfReader.readAll(ByteSlice.of(AmfWriter.toBytes(text)))).containsExactly(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"04", "0e"})
  void doesNotSupportMovieClipsAndRecordSets(String hex) {
    assertThatThrownBy(() -> read(hex)).isInstanceOf(UnsupportedMediaException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "ff", "09", "00 00", "02 0005 61", "03 0001 61", "0b 00"})
  void refusesWhatBreaksTheFormat(String hex) {
    assertThatThrownBy(() -> read(hex)).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void numbersOfACommandAreRead() {
    AmfProperties properties =
        (AmfProperties) read("03 0001 6e 00 4000000000000000 0001 61 0a 00000001 05 000009");

    assertThat(properties.number("n")).hasValue(2);
    assertThat(properties.elements("a")).containsExactly(new AmfNull());
    assertThat(properties.elements("n")).isEmpty();
    assertThat(properties.nested("n")).isEmpty();
    assertThat(properties.properties().get("n")).isEqualTo(new AmfNumber(2));
  }

  private static ByteSlice objectWith(int properties) {
    AmfValue.PropertiesBuilder builder = AmfObject.builder();
    for (int i = 0; i < properties; i++) {
      builder.put("property" + i, new AmfNull());
    }
    return new ByteSink(16).bytes(AmfWriter.toBytes(builder.toObject())).toSlice();
  }

  private static AmfEcmaArray array(String name) {
    return new AmfEcmaArray(Map.of(name, new AmfNull()));
  }

  private static AmfValue read(String hex) {
    return new AmfReader(ByteSlice.of(Hex.bytes(hex))).read();
  }

  private static List<AmfValue> readAll(String hex) {
    return AmfReader.readAll(ByteSlice.of(Hex.bytes(hex)));
  }

  private static List<AmfValue> readAll(ByteSlice bytes) {
    return AmfReader.readAll(bytes);
  }
}
