package dev.weir.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ChunkedBodyTest {

  private static final String BODY = "4\r\nWeir\r\n1a;name=value\r\nabcdefghijklmnopqrstuvwxyz\r\n";

  @Test
  void givesTheContentInPiecesOfAnySize() {
    byte[] all = BODY.getBytes(StandardCharsets.US_ASCII);
    for (int pieceBytes = 1; pieceBytes <= all.length; pieceBytes++) {
      ChunkedBody body = new ChunkedBody();
      StringBuilder content = new StringBuilder();
      for (int at = 0; at < all.length; at += pieceBytes) {
        ByteBuffer in = ByteBuffer.wrap(all, at, Math.min(pieceBytes, all.length - at));
        for (int length = body.next(in); length > 0; length = body.next(in)) {
          for (int i = 0; i < length; i++) {
            content.append((char) in.get());
          }
        }
      }
      assertThat(content.toString())
          .as("pieces of %d", pieceBytes)
          .isEqualTo("Weirabcdefghijklmnopqrstuvwxyz");
    }
  }

  @Test
  void refusesWhatIsNoChunk() {
    assertThatThrownBy(() -> new ChunkedBody().next(ascii("hello")))
        .isInstanceOf(BrokenFraming.class);
  }

  @Test
  void stopsAtItsEnd() {
    ChunkedBody body = new ChunkedBody();

    assertThat(body.next(ascii("0\r\n\r\nHTTP/1.1"))).isZero();
    assertThat(body.ended()).isTrue();
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
