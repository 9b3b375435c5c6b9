package dev.weir.bench.swarm;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One HTTP/1.1 connection, asked by hand. One thread. */
public final class HttpLine implements AutoCloseable {

  private static final int PATIENCE_MS = 20_000;

  private final Socket socket;
  private final InputStream in;
  private final URI uri;

  /** Connects to whoever answers for {@code uri}. */
  public HttpLine(URI uri) throws IOException {
    this.uri = uri;
    this.socket = new Socket(uri.getHost(), uri.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Asks for it so many times in a row. */
  public void ask(int times) throws IOException {
    String request =
        "GET %s?%s HTTP/1.1\r\nHost: %s:%d\r\n\r\n"
            .formatted(uri.getRawPath(), uri.getRawQuery(), uri.getHost(), uri.getPort());
    socket.getOutputStream().write(request.repeat(times).getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads a whole answer with a length; its status. */
  public int answer() throws IOException {
    Head head = head();
    in.skipNBytes(head.length());
    return head.status();
  }

  /** Reads the head and the first byte of the body; throws when it is not 200. */
  public void firstByte() throws IOException {
    int status = head().status();
    if (status != 200 || in.read() < 0) {
      throw new IOException(uri.getPath() + " is answered with " + status);
    }
  }

  private record Head(int status, int length) {}

  private Head head() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] field = line.split(":", 2);
      if (field[0].toLowerCase(Locale.ROOT).equals("content-length")) {
        length = Integer.parseInt(field[1].strip());
      }
    }
    return new Head(status, length);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("closed");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
