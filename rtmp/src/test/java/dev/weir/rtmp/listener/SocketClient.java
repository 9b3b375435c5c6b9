package dev.weir.rtmp.listener;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.flv.FlvTag;
import dev.weir.rtmp.handshake.ClientHandshake;
import dev.weir.rtmp.session.ClientAction;
import dev.weir.rtmp.session.ClientGoal;
import dev.weir.rtmp.session.ClientSession;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A client on a blocking socket: one that behaves, or one that is told byte by byte what to do. */
final class SocketClient implements AutoCloseable {

  private static final int TIMEOUT_MS = 10_000;

  final Socket socket;

  private final byte[] buffer = new byte[64 << 10];
  private final Deque<ClientAction> news = new ArrayDeque<>();
  private @Nullable ClientSession session;

  SocketClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIMEOUT_MS);
    socket.setTcpNoDelay(true);
  }

  /** Connects and says nothing. */
  static SocketClient silent(int port) throws IOException {
    return new SocketClient(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Connects with a receive buffer as small as the system allows, and says nothing. */
  static SocketClient narrow(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return new SocketClient(socket);
  }

  /** Publishes or plays; the news says how that went. */
  SocketClient begin(ClientGoal goal) throws IOException {
    ClientSession begun = new ClientSession(goal, new byte[ClientHandshake.RANDOM_BYTES]);
    session = begun;
    send(begun.opening());
    return this;
  }

  /** Publishes, and is accepted. */
  static SocketClient publishing(int port, String stream) throws IOException {
    SocketClient client =
        silent(port).begin(ClientGoal.publish("rtmp://localhost:" + port + "/live/" + stream));
    client.expect(ClientAction.Started.class);
    return client;
  }

  void send(byte[] bytes) throws IOException {
    OutputStream output = socket.getOutputStream();
    output.write(bytes);
    output.flush();
  }

  void send(FlvTag tag) throws IOException {
    send(session().encode(tag));
  }

  void leave() throws IOException {
    send(session().leave());
  }

  /** The next piece of news, which must be of this kind. */
  <T extends ClientAction> T expect(Class<T> kind) throws IOException {
    while (news.isEmpty()) {
      if (!read()) {
        throw new AssertionError("closed while waiting for " + kind.getSimpleName());
      }
    }
    ClientAction next = news.remove();
    if (!kind.isInstance(next)) {
      throw new AssertionError("expected " + kind.getSimpleName() + ", was told " + next);
    }
    return kind.cast(next);
  }

  /** Keeps the conversation going until something has happened elsewhere. */
  void talkUntil(BooleanSupplier happened) throws IOException {
    socket.setSoTimeout(20);
    long end = System.nanoTime() + TIMEOUT_MS * 1_000_000L;
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("did not happen within " + TIMEOUT_MS + " ms");
      }
      try {
        read();
      } catch (SocketTimeoutException nothingToRead) {
        // Look again.
      }
    }
    socket.setSoTimeout(TIMEOUT_MS);
  }

  /** Reads whatever comes until the server closes; how long that took, milliseconds. */
  long awaitClose() throws IOException {
    long start = System.nanoTime();
    try {
      while (socket.getInputStream().read(buffer) >= 0) {
        // Nothing of it matters.
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("not closed within " + TIMEOUT_MS + " ms", e);
    } catch (SocketException reset) {
      // A reset is a close, too.
    }
    return (System.nanoTime() - start) / 1_000_000;
  }

  /** Goes away without a word. */
  void hangUp() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    hangUp();
  }

  private ClientSession session() {
    if (session == null) {
      throw new IllegalStateException("begin first");
    }
    return session;
  }

  private boolean read() throws IOException {
    int count = socket.getInputStream().read(buffer);
    if (count < 0) {
      return false;
    }
    List<ClientAction> actions = session().receive(new ByteCursor(buffer, 0, count));
    for (ClientAction action : actions) {
      if (action instanceof ClientAction.Send(byte[] bytes)) {
        send(bytes);
      } else {
        news.add(action);
      }
    }
    return true;
  }
}
