package dev.weir.gateway.flv;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;

/** Viewers over HTTP/2, several on one connection. */
final class Http2 {

  private Http2() {}

  static HttpClientOptions options() {
    return new HttpClientOptions()
        .setSsl(true)
        .setTrustAll(true)
        .setVerifyHost(false)
        .setUseAlpn(true)
        .setProtocolVersion(HttpVersion.HTTP_2)
        // Otherwise one stream that is not read takes up the window of all.
        .setHttp2ConnectionWindowSize(4 << 20);
  }

  static Future<HttpClientResponse> get(HttpClient client, int port, String stream) {
    return client
        .request(HttpMethod.GET, port, "127.0.0.1", "/live/" + stream + ".flv")
        .compose(HttpClientRequest::send);
  }
}
