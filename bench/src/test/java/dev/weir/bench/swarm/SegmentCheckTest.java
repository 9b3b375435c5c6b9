package dev.weir.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.bytes.ByteSink;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class SegmentCheckTest {

  private static final int PACKET_BYTES = 188;

  @Test
  void acceptsWholePacketsInPiecesOfAnySize() {
    accepts(packets(4));
  }

  @Test
  void acceptsWholeBoxesInPiecesOfAnySize() {
    accepts(boxes());
  }

  @Test
  void refusesWhatIsCutOff() {
    refuses(packets(4), 3 * PACKET_BYTES + 100);
    refuses(boxes(), boxes().length - 1);
    refuses(boxes(), 16 + 2);
  }

  @Test
  void refusesPacketsOutOfStep() {
    byte[] segment = packets(4);
    segment[2 * PACKET_BYTES] = 0;
    SegmentCheck check = new SegmentCheck();
    check.begin();

    assertThatThrownBy(() -> check.piece(ByteBuffer.wrap(segment), segment.length))
        .isInstanceOf(BrokenFraming.class);
  }

  private static void accepts(byte[] segment) {
    SegmentCheck check = new SegmentCheck();
    for (int pieceBytes = 1; pieceBytes <= segment.length; pieceBytes++) {
      check.begin();
      for (int at = 0; at < segment.length; at += pieceBytes) {
        int length = Math.min(pieceBytes, segment.length - at);
        check.piece(ByteBuffer.wrap(segment, at, length), length);
      }
      check.end();
      assertThat(check.bytes()).as("pieces of %d", pieceBytes).isEqualTo(segment.length);
    }
  }

  private static void refuses(byte[] segment, int length) {
    SegmentCheck check = new SegmentCheck();
    check.begin();
    check.piece(ByteBuffer.wrap(segment, 0, length), length);

    assertThatThrownBy(check::end).hasMessage("a segment that is not whole");
  }

  private static byte[] packets(int count) {
    byte[] bytes = new byte[count * PACKET_BYTES];
    for (int at = 0; at < bytes.length; at += PACKET_BYTES) {
      bytes[at] = 0x47;
    }
    return bytes;
  }

  private static byte[] boxes() {
    return new ByteSink(64)
        .u32(16)
        .u32(0x6D6F6F66)
        .u64(1)
        .u32(20)
        .u32(0x6D646174)
        .u64(2)
        .u32(3)
        .toByteArray();
  }
}
