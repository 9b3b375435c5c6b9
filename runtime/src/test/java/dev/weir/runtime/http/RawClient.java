package dev.weir.runtime.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that sends bytes as they are, and tells how its connection ended. */
final class RawClient implements AutoCloseable {

  private final Socket socket;

  private RawClient(Socket socket) {
    this.socket = socket;
  }

  static RawClient connect(int port) {
    return connect(port, 0);
  }

  /** With a receive buffer of about {@code receiveBytes}; 0 leaves it to the system. */
  static RawClient connect(int port, int receiveBytes) {
    try {
      Socket socket = new Socket();
      if (receiveBytes > 0) {
        socket.setReceiveBufferSize(receiveBytes);
      }
      socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
      socket.setSoTimeout(10_000);
      return new RawClient(socket);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Sends text, in which each line end is written as it is. */
  RawClient send(String text) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Sends one byte each {@code pause} until all are sent or the other end has had enough. */
  RawClient drip(String text, Duration pause) {
    try {
      for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
        socket.getOutputStream().write(b);
        long until = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < until) {
          Thread.onSpinWait();
          if (socket.getInputStream().available() > 0) {
            return this;
          }
        }
      }
    } catch (IOException enough) {
      // The other end closed; what it said before is still to be read.
    }
    return this;
  }

  /** Everything until the end; {@code …open} is appended when there is no end within the wait. */
  String readToEnd(Duration wait) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    String end;
    try {
      socket.setSoTimeout((int) wait.toMillis());
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[8192];
      int n;
      while ((n = in.read(buffer)) >= 0) {
        read.write(buffer, 0, n);
      }
      end = "";
    } catch (SocketTimeoutException stillOpen) {
      end = "…open";
    } catch (SocketException reset) {
      end = "…reset";
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return read.toString(StandardCharsets.ISO_8859_1) + end;
  }

  /** Everything up to {@code last}, or to the end where that comes first. */
  String readUntil(String last, Duration wait) {
    StringBuilder read = new StringBuilder();
    try {
      socket.setSoTimeout((int) wait.toMillis());
      int next = socket.getInputStream().read();
      while (next >= 0 && read.append((char) next).indexOf(last) < 0) {
        next = socket.getInputStream().read();
      }
    } catch (SocketException reset) {
      read.append("…reset");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return read.toString();
  }

  Socket socket() {
    return socket;
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
