package dev.weir.portal.domain.proof;

import dev.weir.contract.access.PublicNetwork;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Fetches the file of proof from a domain's own web server: plain HTTP, since a domain that is not
 * served yet has no certificate. Redirects are not followed, and the address is the one that was
 * looked at, whatever the name resolves to a moment later.
 */
final class ProofFile {

  /** Longest time for the whole answer, milliseconds. */
  static final int DEADLINE_MS = 5_000;

  /** Longest file, bytes. */
  static final int MAX_BYTES = 4 * 1024;

  /** Most addresses of a domain that are tried. */
  static final int MAX_ADDRESSES = 4;

  private static final int OK = 200;

  private final HttpClient client;
  private final ProofConfig config;

  ProofFile(Vertx vertx, ProofConfig config) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(false).setConnectTimeout(DEADLINE_MS));
    this.config = config;
  }

  /** Where it has to be. */
  static String path(String token) {
    return "/.well-known/weir/" + token;
  }

  /** Whether one of the addresses that may be asked has the file, and in it the token. */
  boolean holds(String domain, String token, List<InetAddress> addresses) {
    return addresses.stream()
        .filter(address -> config.allowPrivate() || PublicNetwork.contains(address))
        .limit(MAX_ADDRESSES)
        .anyMatch(address -> fetch(domain, token, address).equals(token));
  }

  /** The file without surrounding blanks; empty when there is none that can be had. */
  private String fetch(String domain, String token, InetAddress address) {
    RequestOptions options =
        new RequestOptions()
            .setServer(SocketAddress.inetSocketAddress(config.filePort(), address.getHostAddress()))
            .setHost(domain)
            .setPort(config.filePort())
            .setURI(path(token))
            .setFollowRedirects(false)
            .setConnectTimeout(DEADLINE_MS);
    try {
      HttpClientRequest request = client.request(options).await();
      // Listened to before it is asked for: on another thread than this one, it may come at once.
      Future<String> body = request.response().compose(ProofFile::body);
      Future<Void> _ = request.end();
      return body.timeout(DEADLINE_MS, TimeUnit.MILLISECONDS)
          .onFailure(late -> request.connection().close())
          .await()
          .strip();
    } catch (Exception unanswered) {
      // Of any kind: a web server that is not there, or not one at all, proves nothing.
      return "";
    }
  }

  private static Future<String> body(HttpClientResponse response) {
    if (response.statusCode() != OK) {
      return Future.failedFuture("status " + response.statusCode());
    }
    Promise<String> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(bytes -> {
      if (body.length() + bytes.length() > MAX_BYTES) {
        whole.tryFail("too long");
      } else {
        body.appendBuffer(bytes);
      }
    });
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(body.toString(StandardCharsets.UTF_8)));
    return whole.future();
  }
}
