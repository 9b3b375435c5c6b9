package dev.weir.media.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.testkit.bytes.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitCursorTest {

  @Test
  void readsBitsAcrossBytes() {
    BitCursor bits = cursor("a5 0f ff");

    assertThat(bits.flag()).isTrue();
    assertThat(bits.bits(3)).isEqualTo(0b010);
    assertThat(bits.bits(8)).isEqualTo(0x50);
    assertThat(bits.bits(0)).isZero();
    assertThat(bits.remainingBits()).isEqualTo(12);
    bits.skip(1);
    bits.alignToByte();
    assertThat(bits.positionBytes()).isEqualTo(2);
    assertThat(bits.longBits(8)).isEqualTo(0xFF);
  }

  @Test
  void readsLongNumbers() {
    assertThat(cursor("ffffffff").longBits(32)).isEqualTo(0xFFFF_FFFFL);
    assertThat(cursor("80 01 02 03 04 05 06").longBits(56)).isEqualTo(0x80_0102_0304_0506L);
  }

  /** The table of ISO/IEC 14496-10, 9-2 and 9-3. */
  @ParameterizedTest
  @CsvSource({"80, 0, 0", "40, 1, 1", "60, 2, -1", "20, 3, 2", "28, 4, -2", "38, 6, -3"})
  void readsExpGolombNumbers(String hex, long unsigned, long signed) {
    assertThat(cursor(hex).ue()).isEqualTo(unsigned);
    assertThat(cursor(hex).se()).isEqualTo(signed);
  }

  @Test
  void readsTheLargestExpGolombNumber() {
    assertThat(cursor("00000001 fffffffe").ue()).isEqualTo(0xFFFF_FFFEL);
  }

  @Test
  void refusesExpGolombNumbersWithoutEnd() {
    assertThatThrownBy(() -> cursor("00000000 80000000").ue())
        .isInstanceOf(MalformedMediaException.class);
    assertThatThrownBy(() -> cursor("00").ue()).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void namesTheNumberThatIsTooLarge() {
    assertThatThrownBy(() -> cursor("28").ue("cars", 3))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessage("cars 4, limit 3");
  }

  @Test
  void neverReadsBeyondTheEnd() {
    assertThatThrownBy(() -> cursor("ff").bits(9)).isInstanceOf(MalformedMediaException.class);
    assertThatThrownBy(() -> cursor("ff").skip(9)).isInstanceOf(MalformedMediaException.class);
    assertThatThrownBy(() -> cursor("ff").skip(-1)).isInstanceOf(MalformedMediaException.class);
  }

  private static BitCursor cursor(String hex) {
    return new BitCursor(ByteSlice.of(Hex.bytes(hex)));
  }
}
