package dev.weir.gateway.flv;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Viewers over HTTP/2, several on one connection. Any thread. */
final class Http2 implements AutoCloseable {

  /** Otherwise one stream that is not read takes up the window of all. */
  private static final int ROOMY_BYTES = 4 << 20;

  private static final int UNSAID = -1;

  private final Vertx vertx = Vertx.vertx();

  /** Kept here, since the library closes a client that nobody refers to. */
  private final HttpClient client;

  private Http2(int connectionWindowBytes) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ConnectionWindowSize(connectionWindowBytes));
  }

  /** A connection whose window has room for all of its streams. */
  static Http2 roomy() {
    return new Http2(ROOMY_BYTES);
  }

  /** A connection whose window is no larger than that of a stream. */
  static Http2 narrow() {
    return new Http2(UNSAID);
  }

  /** Watches; {@code taking} has the answer before anything of its body is here. */
  Future<HttpClientResponse> get(int port, String stream, Handler<HttpClientResponse> taking) {
    return client
        .request(HttpMethod.GET, port, "127.0.0.1", "/live/" + stream + ".flv")
        .compose(request -> {
          Future<HttpClientResponse> answer = request.response().onSuccess(taking);
          Future<Void> _ = request.end();
          return answer;
        });
  }

  /** Everybody leaves. */
  @Override
  public void close() throws TimeoutException {
    vertx.close().await(10, TimeUnit.SECONDS);
  }
}
