package dev.weir.bench.swarm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads answers on a connection that is kept, one after another. RFC 9112. */
final class HttpReply {

  private static final int MAX_HEAD_BYTES = 8 << 10;
  private static final String LENGTH = "\r\ncontent-length:";
  private static final String CHUNKED = "\r\ntransfer-encoding: chunked";

  private final Body body;
  private byte[] head = new byte[512];

  private int headBytes;
  private boolean inBody;
  private boolean chunked;
  private long leftBytes;
  private ChunkedBody chunks = new ChunkedBody();

  /** Who takes the content. */
  interface Body {

    /** The next {@code length} bytes, which must be taken. */
    void piece(ByteBuffer in, int length, long nowNanos);

    /** The answer is complete. */
    void end(long nowNanos);
  }

  HttpReply(Body body) {
    this.body = body;
  }

  /** Takes all of {@code in}; throws {@link BrokenFraming} for anything but 200. */
  void read(ByteBuffer in, long nowNanos) {
    while (in.hasRemaining()) {
      if (!inBody) {
        head(in);
      } else if (chunked) {
        chunks(in, nowNanos);
      } else {
        counted(in, nowNanos);
      }
      if (inBody && !chunked && leftBytes == 0) {
        end(nowNanos);
      }
    }
  }

  private void head(ByteBuffer in) {
    while (in.hasRemaining()) {
      if (headBytes == head.length) {
        grow();
      }
      byte next = in.get();
      head[headBytes++] = next;
      if (next == '\n' && headBytes > 3 && head[headBytes - 3] == '\n') {
        headComplete();
        return;
      }
    }
  }

  private void grow() {
    if (headBytes == MAX_HEAD_BYTES) {
      throw new BrokenFraming("an endless header");
    }
    head = java.util.Arrays.copyOf(head, head.length * 2);
  }

  private void headComplete() {
    String text =
        new String(head, 0, headBytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    if (!text.startsWith("http/1.1 200")) {
      throw new BrokenFraming("answered " + text.substring(9, text.indexOf('\r')));
    }
    int length = text.indexOf(LENGTH);
    chunked = length < 0 && text.contains(CHUNKED);
    leftBytes = Long.MAX_VALUE;
    if (length >= 0) {
      int at = length + LENGTH.length();
      leftBytes = Long.parseLong(text.substring(at, text.indexOf('\r', at)).trim());
    }
    chunks = new ChunkedBody();
    inBody = true;
    headBytes = 0;
  }

  private void chunks(ByteBuffer in, long nowNanos) {
    for (int length = chunks.next(in); length > 0; length = chunks.next(in)) {
      body.piece(in, length, nowNanos);
    }
    if (chunks.ended()) {
      end(nowNanos);
    }
  }

  private void counted(ByteBuffer in, long nowNanos) {
    int count = (int) Math.min(leftBytes, in.remaining());
    leftBytes -= count;
    body.piece(in, count, nowNanos);
  }

  private void end(long nowNanos) {
    inBody = false;
    body.end(nowNanos);
  }
}
