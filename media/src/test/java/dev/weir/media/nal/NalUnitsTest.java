package dev.weir.media.nal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.testkit.bytes.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NalUnitsTest {

  private static final List<ByteSlice> UNITS = List.of(bytes("0910"), bytes("65aabbcc"));

  @ParameterizedTest
  @CsvSource({
    "1, 02 0910 04 65aabbcc",
    "2, 0002 0910 0000 0004 65aabbcc",
    "4, 00000002 0910 00000004 65aabbcc"
  })
  void readsUnitsBehindTheirLengths(int lengthBytes, String hex) {
    assertThat(NalUnits.readLengthPrefixed(bytes(hex), lengthBytes)).isEqualTo(UNITS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000001 0910 000001 65aabbcc",
        "00000001 0910 00000001 65aabbcc",
        "0000000001 0910 0000 000001 65aabbcc 000000"
      })
  void readsUnitsBehindStartCodes(String hex) {
    assertThat(NalUnits.readAnnexB(bytes(hex))).isEqualTo(UNITS);
  }

  @Test
  void findsNoUnitWithoutStartCode() {
    assertThat(NalUnits.readAnnexB(bytes("0910"))).isEmpty();
    assertThat(NalUnits.readAnnexB(bytes(""))).isEmpty();
    assertThat(NalUnits.readAnnexB(bytes("000001"))).isEmpty();
  }

  @Test
  void writesBothForms() {
    ByteSink annexB = new ByteSink(16);
    UNITS.forEach(unit -> NalUnits.writeAnnexB(unit, annexB));
    ByteSink prefixed = new ByteSink(16);
    UNITS.forEach(unit -> NalUnits.writeLengthPrefixed(unit, prefixed));

    assertThat(annexB.toSlice()).isEqualTo(bytes("00000001 0910 00000001 65aabbcc"));
    assertThat(prefixed.toSlice()).isEqualTo(bytes("00000002 0910 00000004 65aabbcc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"000000", "00000003 0910", "ffffffff 0910", "80000000"})
  void refusesALengthBeyondTheSample(String hex) {
    assertThatThrownBy(() -> NalUnits.readLengthPrefixed(bytes(hex), 4))
        .isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void limitsTheNumberOfUnits() {
    String unit = "01 09";

    assertThat(NalUnits.readLengthPrefixed(bytes(unit.repeat(NalUnits.MAX_UNITS)), 1))
        .hasSize(NalUnits.MAX_UNITS);
    assertThatThrownBy(
            () -> NalUnits.readLengthPrefixed(bytes(unit.repeat(NalUnits.MAX_UNITS + 1)), 1))
        .isInstanceOf(MalformedMediaException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "67 000003 01, 67 0000 01",
    "67 000003 000003 00, 67 0000 0000 00",
    "67 000003, 67 0000",
    "67 00030003, 67 00030003",
    "67 0000 04, 67 0000 04"
  })
  void takesOutEmulationPrevention(String unit, String clean) {
    assertThat(NalUnits.withoutEmulationPrevention(bytes(unit))).isEqualTo(bytes(clean));
  }

  private static ByteSlice bytes(String hex) {
    return ByteSlice.of(Hex.bytes(hex));
  }
}
