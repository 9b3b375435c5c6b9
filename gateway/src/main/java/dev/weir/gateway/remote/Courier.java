package dev.weir.gateway.remote;

import dev.weir.contract.access.PublicNetwork;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Carries questions to endpoints over HTTP. A tenant chose the URL, so: the name is resolved once
 * for each question, all of its addresses must be public, and the connection goes to one that was
 * looked at; the certificate must be the name's; redirects are no answer; and of an answer nothing
 * but the status is read.
 */
final class Courier implements Endpoints {

  /** Ports of endpoints. */
  static final Set<Integer> PORTS = Set.of(443, 8443);

  /** Body of an answer that is passed over; a longer one ends the connection. */
  static final int MAX_BODY_BYTES = 16 * 1024;

  /** Connections to one address. */
  static final int MAX_CONNECTIONS = 16;

  /** Questions to one address that wait for a connection. */
  static final int MAX_WAITING = 64;

  /** Names that are resolved at a time. */
  static final int RESOLVERS = 4;

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;

  private final HttpClient client;
  private final WorkerExecutor resolvers;
  private final RemoteConfig config;
  private final TimeSource time;

  Courier(Vertx vertx, RemoteConfig config, TimeSource time) {
    this(vertx, config, time, new HttpClientOptions());
  }

  /** With {@code tls} settings of a test. */
  Courier(Vertx vertx, RemoteConfig config, TimeSource time, HttpClientOptions tls) {
    this.client =
        vertx.createHttpClient(
            tls.setDecompressionSupported(false)
                .setConnectTimeout((int) RemoteAuthorization.MAX_TIMEOUT.toMillis()),
            new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS).setMaxWaitQueueSize(MAX_WAITING));
    this.resolvers = vertx.createSharedWorkerExecutor("weir-endpoint-names", RESOLVERS);
    this.config = config;
    this.time = time;
  }

  @Override
  public Future<Answer> ask(RemoteQuestion question) {
    Duration asked = question.rules().timeout();
    Duration most = RemoteAuthorization.MAX_TIMEOUT;
    long waitMs = (asked.compareTo(most) < 0 ? asked : most).toMillis();
    try {
      URI endpoint = fitting(question.rules().endpoint());
      return resolvers
          .executeBlocking(() -> address(endpoint.getHost()), false)
          .compose(address -> client.request(to(endpoint, address, waitMs)))
          .compose(request -> exchange(request, question))
          .timeout(waitMs, TimeUnit.MILLISECONDS)
          .recover(failure -> unanswered(String.valueOf(failure.getMessage())));
    } catch (UnansweredException unfit) {
      return Future.failedFuture(unfit);
    }
  }

  private static Future<Answer> unanswered(String why) {
    return Future.failedFuture(new UnansweredException(why));
  }

  /** The endpoint, if it is one that may be asked. */
  private URI fitting(URI endpoint) {
    boolean secure = "https".equals(endpoint.getScheme());
    boolean clear = "http".equals(endpoint.getScheme());
    boolean named = endpoint.getHost() != null && endpoint.getRawUserInfo() == null;
    boolean fits =
        config.allowPrivate() ? secure || clear : secure && PORTS.contains(port(endpoint));
    if (!named || !fits) {
      throw new UnansweredException("the endpoint is none that may be asked");
    }
    return endpoint;
  }

  private static int port(URI endpoint) {
    return endpoint.getPort() >= 0
        ? endpoint.getPort()
        : "https".equals(endpoint.getScheme()) ? HTTPS_PORT : HTTP_PORT;
  }

  /** Blocks. One address that is not public spoils them all. */
  private InetAddress address(String host) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    for (InetAddress address : addresses) {
      if (!config.allowPrivate() && !PublicNetwork.contains(address)) {
        throw new UnansweredException("the endpoint's name leads to a private network");
      }
    }
    return addresses[0];
  }

  private static RequestOptions to(URI endpoint, InetAddress address, long waitMs) {
    String path = endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath();
    String query = endpoint.getRawQuery();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(port(endpoint), address.getHostAddress()))
        .setHost(endpoint.getHost())
        .setPort(port(endpoint))
        .setSsl("https".equals(endpoint.getScheme()))
        .setURI(query == null ? path : path + "?" + query)
        .setFollowRedirects(false)
        .setConnectTimeout(waitMs)
        .setIdleTimeout(waitMs);
  }

  private Future<Answer> exchange(HttpClientRequest request, RemoteQuestion question) {
    long nowS = time.now().getEpochSecond();
    return request
        .putHeader("Content-Type", "application/json")
        .putHeader("User-Agent", "Weir")
        .putHeader("Weir-Request-Id", question.requestId())
        .putHeader("Weir-Timestamp", Long.toString(nowS))
        .putHeader("Weir-Signature", question.signature(nowS))
        .send(Buffer.buffer(question.body()))
        .compose(Courier::answer);
  }

  private static Future<Answer> answer(HttpClientResponse response) {
    passOver(response);
    return switch (response.statusCode()) {
      case OK -> Future.succeededFuture(Answer.ADMITTED);
      case FORBIDDEN -> Future.succeededFuture(Answer.REFUSED);
      default -> unanswered("status " + response.statusCode());
    };
  }

  /** Reads on, so that the connection can be used again, unless that takes too much. */
  private static void passOver(HttpClientResponse response) {
    long[] bytes = {0};
    response.handler(part -> {
      bytes[0] += part.length();
      if (bytes[0] > MAX_BODY_BYTES) {
        response.request().connection().close();
      }
    });
  }

  Future<Void> close() {
    return Future.join(client.close(), resolvers.close()).mapEmpty();
  }
}
