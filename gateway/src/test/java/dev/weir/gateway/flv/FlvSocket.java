package dev.weir.gateway.flv;

import dev.weir.gateway.house.AnyCertificate;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTagReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A viewer on a plain socket: reads the head and the chunks of an answer itself. */
final class FlvSocket implements AutoCloseable {

  private static final int DEADLINE_MS = 10_000;

  private final Socket socket;
  private final InputStream input;
  private final FlvTagReader reader = new FlvTagReader();
  private List<FlvTag> unread = new ArrayList<>();
  private boolean chunked;
  private boolean ended;

  private FlvSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.input = socket.getInputStream();
    socket.setSoTimeout(DEADLINE_MS);
  }

  static FlvSocket open(int port) throws IOException {
    return open(port, 0);
  }

  /** With a receive buffer of so many bytes; 0 leaves it to the system. */
  static FlvSocket open(int port, int receiveBytes) throws IOException {
    Socket socket = new Socket();
    if (receiveBytes > 0) {
      socket.setReceiveBufferSize(receiveBytes);
    }
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), DEADLINE_MS);
    return new FlvSocket(socket);
  }

  /** Over TLS, believing anybody. */
  static FlvSocket openSecure(int port) throws IOException, GeneralSecurityException {
    SSLSocketFactory factory = AnyCertificate.trusting().getSocketFactory();
    SSLSocket socket = (SSLSocket) factory.createSocket(InetAddress.getLoopbackAddress(), port);
    socket.startHandshake();
    return new FlvSocket(socket);
  }

  /** Sends a request without reading the answer. */
  FlvSocket ask(String method, String stream, String version) throws IOException {
    String request =
        "%s /live/%s.flv HTTP/%s\r\nHost: 127.0.0.1\r\n\r\n".formatted(method, stream, version);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  /** Asks for a stream and reads the head of the answer. */
  String get(String stream) throws IOException {
    return ask("GET", stream, "1.1").head();
  }

  /** Reads the head of an answer. */
  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    for (String line = line(); !line.isEmpty(); line = line()) {
      head.append(line).append('\n');
    }
    String read = head.toString();
    chunked = read.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
    ended = false;
    return read;
  }

  /** Reads tags until there are {@code count}, or the answer is over. */
  List<FlvTag> tags(int count) throws IOException {
    while (unread.size() < count && !ended) {
      byte[] piece = piece();
      unread.addAll(reader.read(ByteSlice.of(piece)));
    }
    List<FlvTag> taken = unread.subList(0, Math.min(count, unread.size()));
    unread = new ArrayList<>(unread.subList(taken.size(), unread.size()));
    return List.copyOf(taken);
  }

  /** Reads everything up to the end of the answer. */
  List<FlvTag> rest() throws IOException {
    return tags(Integer.MAX_VALUE);
  }

  /** Whether the connection is gone, after reading what it still has. */
  boolean isGone() {
    try {
      byte[] scratch = new byte[64 << 10];
      while (input.read(scratch) >= 0) {
        // What was under way still arrives.
      }
      return true;
    } catch (SocketTimeoutException stillThere) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private byte[] piece() throws IOException {
    if (!chunked) {
      byte[] scratch = new byte[8192];
      int count = input.read(scratch);
      ended = count < 0;
      return Arrays.copyOf(scratch, Math.max(0, count));
    }
    int size = Integer.parseInt(line(), 16);
    byte[] content = input.readNBytes(size);
    String end = line();
    if (!end.isEmpty() || content.length < size) {
      throw new IOException("a chunk of " + size + " bytes is followed by " + end);
    }
    ended = size == 0;
    return content;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = input.read(); read != '\n'; read = input.read()) {
      if (read < 0) {
        throw new EOFException("the connection ends within a line");
      }
      if (read != '\r') {
        line.write(read);
      }
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
