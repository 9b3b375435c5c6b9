package dev.weir.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HttpReplyTest {

  private static final String COUNTED =
      "HTTP/1.1 200 OK\r\ncontent-type: x\r\nContent-Length: 5\r\n\r\nhello";
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nbye\r\n0\r\n\r\n";
  private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  @Test
  void readsAnswersOneAfterAnotherInPiecesOfAnySize() {
    byte[] all = (COUNTED + CHUNKED + EMPTY + COUNTED).getBytes(StandardCharsets.US_ASCII);
    for (int pieceBytes = 1; pieceBytes <= all.length; pieceBytes++) {
      Kept kept = new Kept();
      HttpReply reply = new HttpReply(kept);
      for (int at = 0; at < all.length; at += pieceBytes) {
        reply.read(ByteBuffer.wrap(all, at, Math.min(pieceBytes, all.length - at)), 0);
      }
      assertThat(kept.bodies)
          .as("pieces of %d", pieceBytes)
          .containsExactly("hello", "bye", "", "hello");
    }
  }

  @Test
  void refusesAnythingButSuccess() {
    byte[] answer = "HTTP/1.1 404 Not Found\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> new HttpReply(new Kept()).read(ByteBuffer.wrap(answer), 0))
        .isInstanceOf(BrokenFraming.class)
        .hasMessage("answered 404 not found");
  }

  private static final class Kept implements HttpReply.Body {
    private final List<String> bodies = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();

    @Override
    public void piece(ByteBuffer in, int length, long nowNanos) {
      for (int i = 0; i < length; i++) {
        body.append((char) in.get());
      }
    }

    @Override
    public void end(long nowNanos) {
      bodies.add(body.toString());
      body.setLength(0);
    }
  }
}
