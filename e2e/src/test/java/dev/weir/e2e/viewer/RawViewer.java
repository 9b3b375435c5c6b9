package dev.weir.e2e.viewer;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody who asks for one thing over HTTP/1.1, on a socket of its own that receives no more than
 * 64 KiB ahead, and counts the bytes of the body. It reads when it is told to, and leaves as
 * rudely.
 */
public final class RawViewer implements AutoCloseable {

  private static final int RECEIVE_BYTES = 64 << 10;
  private static final int PIECE_BYTES = 8 << 10;
  private static final int SILENCE_MS = 60_000;
  private static final List<String> HANDSHAKE =
      List.of(
          "Upgrade: websocket",
          "Connection: Upgrade",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

  private final Socket tcp;
  private final InputStream body;
  private final byte[] piece = new byte[PIECE_BYTES];
  private final AtomicLong received = new AtomicLong();

  private RawViewer(Socket tcp, InputStream body) {
    this.tcp = tcp;
    this.body = body;
  }

  /** Asks by GET, over TLS where the URL says so, and wants a 200. */
  public static RawViewer get(URI uri) {
    return open(uri, List.of());
  }

  /** Asks for a WebSocket; its body is the payload of its binary messages. */
  public static RawViewer webSocket(URI uri) {
    return open(uri, HANDSHAKE);
  }

  private static RawViewer open(URI uri, List<String> fields) {
    Socket tcp = new Socket();
    try {
      tcp.setReceiveBufferSize(RECEIVE_BYTES);
      tcp.setTcpNoDelay(true);
      tcp.setSoTimeout(SILENCE_MS);
      tcp.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort()));
      Socket socket = tcp;
      if (uri.getScheme().equals("https")) {
        socket =
            AnyCertificate.context()
                .getSocketFactory()
                .createSocket(tcp, uri.getHost(), uri.getPort(), true);
      }
      String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
      List<String> lines = new ArrayList<>();
      lines.add("GET " + target + " HTTP/1.1");
      lines.add("Host: " + uri.getAuthority());
      lines.addAll(fields);
      String request = String.join("\r\n", lines) + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = new BufferedInputStream(socket.getInputStream(), PIECE_BYTES);
      return new RawViewer(tcp, body(in, uri));
    } catch (IOException | GeneralSecurityException failed) {
      throw new IllegalStateException(uri + " does not answer", failed);
    }
  }

  private static InputStream body(InputStream in, URI uri) throws IOException {
    String status = ChunkedBody.line(in);
    long length = -1;
    for (String line = ChunkedBody.line(in); !line.isEmpty(); line = ChunkedBody.line(in)) {
      String field = line.toLowerCase(Locale.ROOT);
      if (field.startsWith("content-length:")) {
        length = Long.parseLong(field.substring(field.indexOf(':') + 1).strip());
      }
    }
    if (status.startsWith("HTTP/1.1 101")) {
      return new WebSocketBody(in);
    }
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException(uri + ": " + status);
    }
    return length < 0 ? new ChunkedBody(in) : new LimitedBody(in, length);
  }

  /** Bytes of the body so far. Any thread. */
  public long received() {
    return received.get();
  }

  /** Reads until it has so much in all. Throws {@link IllegalStateException} at an end before. */
  public RawViewer read(long bytes) {
    while (received.get() < bytes) {
      if (!some()) {
        throw new IllegalStateException("it ended after " + received + " bytes");
      }
    }
    return this;
  }

  /** Reads for a while, slower than the media comes. */
  public RawViewer dawdle(Duration time, int pieceEveryMs) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end && some()) {
      pause(Duration.ofMillis(pieceEveryMs));
    }
    return this;
  }

  /** Reads nothing for a while. */
  public RawViewer idle(Duration time) {
    pause(time);
    return this;
  }

  /** Reads until the answer has ended as it should; any other end is an exception. */
  public RawViewer readToTheEnd() {
    while (some()) {
      // More comes.
    }
    return this;
  }

  /** Reads as long as anything comes, however that ends; whether it was an end as it should be. */
  public boolean readWhileItLasts() {
    try {
      readToTheEnd();
      return true;
    } catch (IllegalStateException broken) {
      return false;
    }
  }

  private boolean some() {
    try {
      int bytes = body.read(piece);
      received.addAndGet(Math.max(0, bytes));
      return bytes >= 0;
    } catch (IOException broken) {
      throw new IllegalStateException("after " + received + " bytes", broken);
    }
  }

  /** Nothing, for a while. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Leaves by a reset. */
  public RawViewer reset() {
    try {
      tcp.setSoLinger(true, 0);
      tcp.close();
    } catch (IOException gone) {
      // The other side was faster.
    }
    return this;
  }

  /** Says that it will ask no more, as somebody does who leaves, and then is gone. */
  public RawViewer finish() {
    try {
      tcp.shutdownOutput();
      tcp.close();
    } catch (IOException gone) {
      // The other side was faster.
    }
    return this;
  }

  @Override
  public void close() {
    finish();
  }

  /** A body whose length was announced. */
  private static final class LimitedBody extends InputStream {

    private final InputStream connection;
    private long left;

    LimitedBody(InputStream connection, long bytes) {
      this.connection = connection;
      this.left = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int n = connection.read(into, offset, (int) Math.min(length, left));
      if (n < 0) {
        throw new EOFException("the connection ended within a body");
      }
      left -= n;
      return n;
    }
  }
}
