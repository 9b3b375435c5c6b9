package dev.weir.runtime.storage;

import dev.weir.contract.access.PublicNetwork;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The way to stores that tenants bring. A tenant chose the address, so: the name is resolved for
 * each request, all of its addresses must be public, and the connection goes to one that was looked
 * at; the certificate must be the name's; redirects are no answer.
 */
final class GuardedWire implements S3Wire {

  /** Ports of tenants' stores. */
  static final Set<Integer> PORTS = Set.of(443, 8443);

  /** Connections to one store. */
  static final int MAX_CONNECTIONS = 32;

  /** Requests to one store that wait for a connection. */
  static final int MAX_WAITING = 256;

  private static final int CONNECT_TIMEOUT_MS = 5_000;

  /** A store that neither takes nor gives anything for so long is given up. */
  private static final int IDLE_SECONDS = 60;

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private final HttpClient client;
  private final boolean allowPrivate;

  /** Connections of its own; {@code tls} has settings of a test. */
  GuardedWire(Vertx vertx, boolean allowPrivate, HttpClientOptions tls) {
    this.client =
        vertx.createHttpClient(
            tls.setDecompressionSupported(false)
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS),
            new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS).setMaxWaitQueueSize(MAX_WAITING));
    this.allowPrivate = allowPrivate;
  }

  /** An address that no tenant's store may have. */
  static final class RefusedAddressException extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedAddressException(String message) {
      super(message);
    }
  }

  @Override
  public Reply carry(Call call) throws IOException, InterruptedException {
    InetAddress address = looked(call.address());
    Future<Reply> reply =
        client
            .request(to(call, address))
            .compose(request -> ask(request, call))
            .timeout(S3Line.ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return reply
          .toCompletionStage()
          .toCompletableFuture()
          .get(2 * S3Line.ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      throw cause instanceof IOException io ? io : new IOException(String.valueOf(cause), cause);
    } catch (TimeoutException late) {
      throw new IOException("no answer", late);
    }
  }

  /** An address of the store that may be asked; one that may not spoils them all. */
  private InetAddress looked(URI store) throws IOException {
    judge(store, allowPrivate);
    InetAddress[] addresses = InetAddress.getAllByName(store.getHost());
    for (InetAddress address : addresses) {
      if (!allowPrivate && !PublicNetwork.contains(address)) {
        throw new RefusedAddressException("the name leads to a private network");
      }
    }
    return addresses[0];
  }

  /** What is seen without asking anybody. */
  static void judge(URI store, boolean allowPrivate) throws RefusedAddressException {
    boolean fits = "https".equals(store.getScheme()) && PORTS.contains(port(store));
    if (!fits && !allowPrivate) {
      throw new RefusedAddressException("stores are asked by https, on the ports " + PORTS);
    }
  }

  private static int port(URI store) {
    return store.getPort() >= 0
        ? store.getPort()
        : "https".equals(store.getScheme()) ? HTTPS_PORT : HTTP_PORT;
  }

  private static RequestOptions to(Call call, InetAddress address) {
    URI store = call.address();
    String query = store.getRawQuery();
    return new RequestOptions()
        .setMethod(HttpMethod.valueOf(call.method()))
        .setServer(SocketAddress.inetSocketAddress(port(store), address.getHostAddress()))
        .setHost(store.getHost())
        .setPort(port(store))
        .setSsl("https".equals(store.getScheme()))
        .setURI(query == null ? store.getRawPath() : store.getRawPath() + "?" + query)
        .setFollowRedirects(false);
  }

  private static Future<Reply> ask(HttpClientRequest request, Call call) {
    call.headers().forEach(request::putHeader);
    Future<HttpClientResponse> answer =
        call.body().length == 0 && !call.method().startsWith("P")
            ? request.send()
            : request.send(Buffer.buffer(call.body()));
    // Still on the loop: nothing of the body is lost.
    return answer
        .map(response ->
            new Reply(
                response.statusCode(), headers(response.headers()), new AnswerStream(response)))
        .onFailure(failed -> request.reset());
  }

  private static HttpHeaders headers(MultiMap given) {
    Map<String, List<String>> headers = new TreeMap<>();
    for (String name : given.names()) {
      headers.put(name, given.getAll(name));
    }
    return HttpHeaders.of(new HashMap<>(headers), (_, _) -> true);
  }

  @Override
  public void close() {
    client.close();
  }
}
