package dev.weir.runtime.http;

import dev.weir.contract.access.PublicNetwork;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * The way to an address that a tenant chose: the name is resolved for each request, all of its
 * addresses must be public, and the connection goes to one that was looked at, while the
 * certificate must be the name's. Whoever sends follows no redirects, or has looked at them, too.
 * Thread-safe.
 *
 * @param address http or https, with a host and without a user
 * @param allowPrivate whether it may lie in a private network, speak plain HTTP and have any port;
 *     for tests, and for platforms with a single tenant
 */
public record ChosenAddress(URI address, boolean allowPrivate) {

  /** Ports that are spoken to. */
  public static final Set<Integer> PORTS = Set.of(443, 8443);

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  /** Whether it is one that may be asked, as far as can be seen without asking anybody. */
  public boolean fits() {
    boolean secure = "https".equals(address.getScheme());
    boolean clear = "http".equals(address.getScheme());
    boolean named = address.getHost() != null && address.getRawUserInfo() == null;
    return named && (allowPrivate ? secure || clear : secure && PORTS.contains(port()));
  }

  /**
   * How to connect to it, with host, port and target set. Fails with {@link
   * RefusedAddressException}, and with whatever the resolver says of a name that leads nowhere.
   */
  public Future<RequestOptions> look(Vertx vertx) {
    if (!fits()) {
      return Future.failedFuture(
          new RefusedAddressException("asked is by https, on the ports 443 and 8443"));
    }
    Promise<List<InetSocketAddress>> found = Promise.promise();
    ((VertxInternal) vertx).nameResolver().resolveAll(host(), found::handle);
    return found
        .future()
        .compose(addresses -> {
          for (InetSocketAddress one : addresses) {
            if (!allowPrivate && !PublicNetwork.contains(one.getAddress())) {
              return Future.failedFuture(
                  new RefusedAddressException("the name leads to a private network"));
            }
          }
          return Future.succeededFuture(to(addresses.getFirst().getAddress()));
        });
  }

  private RequestOptions to(InetAddress looked) {
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    String query = address.getRawQuery();
    return new RequestOptions()
        .setServer(SocketAddress.inetSocketAddress(port(), looked.getHostAddress()))
        .setHost(address.getHost())
        .setPort(port())
        .setSsl("https".equals(address.getScheme()))
        .setURI(query == null ? path : path + "?" + query)
        .setFollowRedirects(false);
  }

  /** Without the brackets of IPv6. */
  private String host() {
    String host = address.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private int port() {
    return address.getPort() >= 0
        ? address.getPort()
        : "https".equals(address.getScheme()) ? HTTPS_PORT : HTTP_PORT;
  }
}
