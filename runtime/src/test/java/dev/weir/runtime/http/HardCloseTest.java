package dev.weir.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.Soon;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.tls.SelfSignedCertificate;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A peer that has stopped reading, with bytes waiting for it in the process and in the kernel. The
 * public close would wait for it; this does not.
 */
class HardCloseTest {

  private static final int SMALL = 4_096;
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    Soon.of(vertx.close());
  }

  /** A connection, and the context on which it may be asked. */
  private record Served(HttpConnection connection, Context context) {

    static Served of(HttpServerRequest request) {
      return new Served(request.connection(), Vertx.currentContext());
    }

    long pendingBytes() {
      Promise<Long> answer = Promise.promise();
      context.runOnContext(now -> answer.complete(HardClose.pendingBytes(connection)));
      return Soon.of(answer.future());
    }
  }

  @Test
  void endsAnHttpConnectionWhosePeerDoesNotRead() {
    Promise<Served> begun = Promise.promise();
    Promise<Void> closed = Promise.promise();
    try (FrontUnderTest front =
            new FrontUnderTest(
                HttpLimits.DEFAULTS,
                request -> {
                  request.connection().closeHandler(gone -> closed.complete());
                  fill(request.response().setChunked(true));
                  begun.complete(Served.of(request));
                });
        RawClient client = RawClient.connect(front.port(), SMALL)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      Served served = Soon.of(begun.future());
      Soon.until("stalled", () -> served.pendingBytes() > 0);
      int clientPort = client.socket().getLocalPort();
      assertThat(TcpTable.holds(front.port(), clientPort)).isTrue();

      long start = System.nanoTime();
      HardClose.cut(served.connection());
      Soon.of(closed.future());
      Soon.until("gone", () -> !TcpTable.holds(front.port(), clientPort));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
      assertThat(client.readToEnd(Duration.ofSeconds(2))).endsWith("…reset");
      assertThat(served.pendingBytes()).isZero();
    }
  }

  /** Through TLS, whose own way to close is to say goodbye first. */
  @Test
  void endsASecuredConnectionWhosePeerDoesNotRead(@TempDir Path directory) throws IOException {
    SelfSignedCertificate certificate =
        SelfSignedCertificate.loadOrCreate(directory, Set.of(), TimeSource.system());
    Promise<Served> begun = Promise.promise();
    try (FrontUnderTest front =
            new FrontUnderTest(
                HttpLimits.DEFAULTS,
                certificate,
                request -> {
                  fill(request.response().setChunked(true));
                  begun.complete(Served.of(request));
                });
        Socket client =
            TrustingTls.context(certificate.certificate()).getSocketFactory().createSocket()) {
      client.setReceiveBufferSize(SMALL);
      client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), front.port()));
      client
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      Served served = Soon.of(begun.future());
      Soon.until("stalled", () -> served.pendingBytes() > 0);
      long start = System.nanoTime();
      HardClose.cut(served.connection());
      Soon.until("gone", () -> !TcpTable.holds(front.port(), client.getLocalPort()));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
    }
  }

  @Test
  void endsASocketWhosePeerDoesNotRead() {
    Promise<NetSocket> begun = Promise.promise();
    Promise<Void> closed = Promise.promise();
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(socket -> {
              socket.closeHandler(gone -> closed.complete());
              while (!socket.writeQueueFull()) {
                Future<Void> _ = socket.write(Buffer.buffer(new byte[65_536]));
              }
              begun.complete(socket);
            });
    Soon.of(server.listen(0, "127.0.0.1"));
    try (RawClient client = RawClient.connect(server.actualPort(), SMALL)) {
      NetSocket socket = Soon.of(begun.future());
      Soon.until("stalled", socket::writeQueueFull);
      int clientPort = client.socket().getLocalPort();
      long start = System.nanoTime();
      HardClose.cut(socket);
      Soon.of(closed.future());
      Soon.until("gone", () -> !TcpTable.holds(server.actualPort(), clientPort));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
    }
  }

  @Test
  void mayBeAskedTwiceAndOfAConnectionThatIsGone() {
    Promise<Served> begun = Promise.promise();
    try (FrontUnderTest front =
            new FrontUnderTest(HttpLimits.DEFAULTS, request -> begun.complete(Served.of(request)));
        RawClient client = front.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      Served served = Soon.of(begun.future());
      HardClose.cut(served.connection());
      HardClose.cut(served.connection());
      assertThat(client.readToEnd(Duration.ofSeconds(2))).isEqualTo("…reset");
      HardClose.cut(served.connection());
    }
  }

  /** A step at a time: within one turn of the event loop a secured connection never says full. */
  private static void fill(HttpServerResponse response) {
    if (!response.closed() && !response.writeQueueFull()) {
      Future<Void> _ = response.write(Buffer.buffer(new byte[65_536]));
      Vertx.currentContext().runOnContext(next -> fill(response));
    }
  }
}
