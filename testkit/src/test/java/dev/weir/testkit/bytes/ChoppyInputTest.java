package dev.weir.testkit.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoppyInputTest {

  private static final byte[] BYTES = Hex.bytes("00 01 02 03 04 05 06 07 08 09");

  @Test
  void piecesAddUpToTheWhole() {
    assertThat(joined(ChoppyInput.oneByOne(BYTES))).isEqualTo(BYTES);
    assertThat(joined(ChoppyInput.inPiecesOf(BYTES, 3))).isEqualTo(BYTES);
    for (long seed = 1; seed <= 50; seed++) {
      assertThat(joined(ChoppyInput.inRandomPieces(BYTES, 4, seed))).isEqualTo(BYTES);
    }
  }

  @Test
  void truncationsAreAllProperBeginnings() {
    assertThat(ChoppyInput.truncations(BYTES)).hasSize(10).allMatch(part -> part.length < 10);
  }

  @Test
  void aSeedRepeatsItsDamage() {
    assertThat(Damage.damaged(BYTES, 7)).isEqualTo(Damage.damaged(BYTES, 7)).isNotEqualTo(BYTES);
    assertThat(Damage.noise(100, 7)).isEqualTo(Damage.noise(100, 7)).hasSizeBetween(0, 100);
    assertThat(BYTES).isEqualTo(Hex.bytes("00010203040506070809"));
  }

  @Test
  void bitsStandInTheOrderInWhichTheyWereWritten() {
    byte[] bytes = new BitWriter().bits(0b101, 3).ue(0).ue(4).bits(0x1FF, 9).toBytes();

    assertThat(Hex.text(bytes)).isEqualTo("b2ffc0");
  }

  @Test
  void aGoldenFileThatIsMissingMatchesNothing() {
    assertThatThrownBy(() -> Golden.assertMatches("no/such/file.txt", "line"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("golden: (nothing)")
        .hasMessageContaining("actual: line");
  }

  private static byte[] joined(List<byte[]> pieces) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    pieces.forEach(whole::writeBytes);
    return whole.toByteArray();
  }
}
