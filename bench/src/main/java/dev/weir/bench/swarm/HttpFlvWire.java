package dev.weir.bench.swarm;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** HTTP-FLV: one GET, and a body without an end, in chunks or until the connection closes. */
final class HttpFlvWire implements Wire {

  private static final int MAX_HEAD_BYTES = 16 << 10;
  private static final String END_OF_HEAD = "\r\n\r\n";

  private final byte[] request;
  private final TagWatch watch;
  private final FlvStream flv;

  private final StringBuilder head = new StringBuilder();
  private boolean inBody;
  private boolean chunked;
  private final ChunkedBody chunks = new ChunkedBody();

  HttpFlvWire(URI uri, TagWatch watch) {
    String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    String text = "GET " + target + " HTTP/1.1\r\nHost: " + uri.getRawAuthority() + END_OF_HEAD;
    this.request = text.getBytes(StandardCharsets.US_ASCII);
    this.watch = watch;
    this.flv = new FlvStream(watch);
  }

  @Override
  public void open(SocketChannel channel) throws IOException {
    channel.write(ByteBuffer.wrap(request));
  }

  @Override
  public void read(SocketChannel channel, ByteBuffer in, long nowNanos) {
    if (!inBody) {
      readHead(in, nowNanos);
    }
    if (!inBody) {
      return;
    }
    if (!chunked) {
      flv.read(in, in.remaining(), nowNanos);
      return;
    }
    for (int length = chunks.next(in); length > 0; length = chunks.next(in)) {
      flv.read(in, length, nowNanos);
    }
  }

  private void readHead(ByteBuffer in, long nowNanos) {
    if (head.isEmpty()) {
      watch.answered(nowNanos);
    }
    while (!inBody && in.hasRemaining()) {
      head.append((char) in.get());
      inBody = head.length() > 3 && head.indexOf(END_OF_HEAD, head.length() - 4) >= 0;
    }
    if (head.length() > MAX_HEAD_BYTES) {
      throw new BrokenFraming("an endless header");
    }
    if (inBody) {
      String said = head.toString().toLowerCase(Locale.ROOT);
      if (!said.startsWith("http/1.1 200")) {
        throw new BrokenFraming("answered " + said.lines().findFirst().orElse(""));
      }
      chunked = said.contains("transfer-encoding: chunked");
      head.setLength(0);
      head.trimToSize();
    }
  }
}
