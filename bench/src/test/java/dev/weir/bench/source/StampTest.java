package dev.weir.bench.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StampTest {

  private static final byte[] BODY = {0x17, 1, 0, 0, 0, 0, 0, 0, 2, 0x65, 0x11};

  @Test
  void isReadBackFromTheBodyThatItWasWrittenTo() {
    byte[] stamped = Stamp.insert(BODY);
    new Stamp(123_456_789, 9_876_543_210_123_456L).write(stamped);

    assertThat(Stamp.isAt(stamped, Stamp.BODY_OFFSET)).isTrue();
    assertThat(Stamp.number(stamped, Stamp.BODY_OFFSET)).isEqualTo(123_456_789);
    assertThat(Stamp.sentNanos(stamped, Stamp.BODY_OFFSET)).isEqualTo(9_876_543_210_123_456L);
  }

  @Test
  void leavesTheRestOfTheBodyAsItWas() {
    byte[] stamped = Stamp.insert(BODY);

    assertThat(stamped).hasSize(BODY.length + Stamp.SIZE_BYTES).startsWith(0x17, 1, 0, 0, 0);
    assertThat(stamped).endsWith(0, 0, 0, 2, 0x65, 0x11);
  }

  @Test
  void isAWholeNalUnitWithoutAStartCode() {
    byte[] stamped = Stamp.insert(BODY);
    new Stamp(0, 0).write(stamped);

    assertThat(stamped[Stamp.BODY_OFFSET + 3]).isEqualTo((byte) (Stamp.SIZE_BYTES - 4));
    for (int at = Stamp.BODY_OFFSET + 4; at < Stamp.SEEN_BYTES; at++) {
      assertThat(stamped[at]).as("byte %d", at).isNotZero();
    }
  }

  @Test
  void isNotSeenWhereNoneIs() {
    assertThat(Stamp.isAt(BODY, Stamp.BODY_OFFSET)).isFalse();
    assertThat(Stamp.isAt(new byte[100], Stamp.BODY_OFFSET)).isFalse();
  }
}
