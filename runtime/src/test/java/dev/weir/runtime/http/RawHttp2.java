package dev.weir.runtime.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A client that speaks HTTP/2 frame by frame (RFC 9113), as politely or rudely as it is told. */
final class RawHttp2 implements AutoCloseable {

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  private final SSLSocket socket;

  /** One frame as it came. */
  record Frame(int type, int flags, int stream, byte[] payload) {

    /** The error code of RST_STREAM and GOAWAY. */
    long code() {
      int at = type == GOAWAY ? 4 : 0;
      long code = 0;
      for (int i = at; i < at + 4; i++) {
        code = code << 8 | payload[i] & 0xFF;
      }
      return code;
    }

    String text() {
      return new String(payload, StandardCharsets.ISO_8859_1);
    }
  }

  private RawHttp2(SSLSocket socket) {
    this.socket = socket;
  }

  /** TLS with ALPN {@code h2}, and nothing said yet. */
  static RawHttp2 connect(int port, X509Certificate trusted) {
    try {
      SSLSocket socket =
          (SSLSocket)
              TrustingTls.context(trusted)
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), port);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new RawHttp2(socket);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  String protocol() {
    return socket.getApplicationProtocol();
  }

  /** The preface and empty settings. */
  RawHttp2 hello() {
    write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return frame(SETTINGS, 0, 0, new byte[0]);
  }

  /** A request's header, names and values in turn, without compression (RFC 7541, 6.2.2). */
  RawHttp2 headers(int stream, boolean last, String... namesAndValues) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      block.write(0);
      string(block, namesAndValues[i]);
      string(block, namesAndValues[i + 1]);
    }
    return frame(HEADERS, END_HEADERS | (last ? END_STREAM : 0), stream, block.toByteArray());
  }

  RawHttp2 get(int stream, String path) {
    return headers(
        stream, true, ":method", "GET", ":scheme", "https", ":authority", "a", ":path", path);
  }

  RawHttp2 frame(int type, int flags, int stream, byte[] payload) {
    byte[] frame = new byte[9 + payload.length];
    frame[0] = (byte) (payload.length >> 16);
    frame[1] = (byte) (payload.length >> 8);
    frame[2] = (byte) payload.length;
    frame[3] = (byte) type;
    frame[4] = (byte) flags;
    frame[5] = (byte) (stream >> 24);
    frame[6] = (byte) (stream >> 16);
    frame[7] = (byte) (stream >> 8);
    frame[8] = (byte) stream;
    System.arraycopy(payload, 0, frame, 9, payload.length);
    write(frame);
    return this;
  }

  /** Everything that comes until the end; fails when there is none within the wait. */
  List<Frame> readToEnd(Duration wait) {
    List<Frame> frames = new ArrayList<>();
    try {
      read(frames, wait);
    } catch (SocketTimeoutException open) {
      throw new AssertionError("still open after " + frames, open);
    } catch (EOFException | SocketException end) {
      // What came before it counts.
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return frames;
  }

  /** Everything that comes within the wait, on a connection that stays open. */
  List<Frame> readFor(Duration wait) {
    List<Frame> frames = new ArrayList<>();
    try {
      read(frames, wait);
    } catch (SocketTimeoutException open) {
      return frames;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return frames;
  }

  private void read(List<Frame> frames, Duration wait) throws IOException {
    socket.setSoTimeout((int) wait.toMillis());
    DataInputStream in = new DataInputStream(socket.getInputStream());
    while (true) {
      int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt() & 0x7FFFFFFF;
      frames.add(new Frame(type, flags, stream, in.readNBytes(length)));
    }
  }

  private static void string(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length < 127) {
      block.write(bytes.length);
    } else {
      block.write(127);
      int rest = bytes.length - 127;
      while (rest >= 128) {
        block.write(rest & 0x7F | 0x80);
        rest >>= 7;
      }
      block.write(rest);
    }
    block.writeBytes(bytes);
  }

  private void write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException otherEndHadEnough) {
      // Its last words are still to be read.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
