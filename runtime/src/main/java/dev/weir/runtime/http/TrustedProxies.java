package dev.weir.runtime.http;

import dev.weir.contract.access.AddressLiteral;
import dev.weir.contract.access.Cidr;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed: nobody's, unless the
 * operator names the networks of the proxies. Loopback is no exception, since a proxy on this
 * machine forwards for the whole world.
 */
public final class TrustedProxies {

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

  private final List<Cidr> networks;

  private TrustedProxies(List<Cidr> networks) {
    this.networks = networks;
  }

  /** Nobody's. */
  public static TrustedProxies none() {
    return new TrustedProxies(List.of());
  }

  /** Networks in CIDR form, or single addresses; throws {@link IllegalArgumentException}. */
  public static TrustedProxies of(List<String> networks) {
    return new TrustedProxies(networks.stream().map(Cidr::parse).toList());
  }

  /**
   * The client's address: the socket's, unless that is a trusted proxy; then the right-most hop of
   * {@code X-Forwarded-For} that is none. What stands left of a hop that cannot be read is not
   * believed. IPv4-mapped IPv6 is told as IPv4.
   */
  public String clientAddress(HttpServerRequest request) {
    String socket = request.remoteAddress().hostAddress();
    Optional<InetAddress> peer = literal(socket == null ? "" : socket);
    if (peer.isEmpty()) {
      return "";
    }
    if (networks.isEmpty() || !trusts(peer.get())) {
      return peer.get().getHostAddress();
    }
    return behindProxies(peer.get(), request.headers().getAll(FORWARDED_FOR)).getHostAddress();
  }

  /**
   * Whether the client's own connection is encrypted: this one, or the one to a trusted proxy that
   * says so.
   */
  public boolean isEncrypted(HttpServerRequest request) {
    if (request.isSSL() || networks.isEmpty()) {
      return request.isSSL();
    }
    String socket = request.remoteAddress().hostAddress();
    return literal(socket == null ? "" : socket).filter(this::trusts).isPresent()
        && "https".equalsIgnoreCase(request.getHeader(FORWARDED_PROTO));
  }

  private InetAddress behindProxies(InetAddress proxy, List<String> fields) {
    String[] hops = String.join(",", fields).split(",", -1);
    InetAddress nearest = proxy;
    for (int i = hops.length - 1; i >= 0; i--) {
      Optional<InetAddress> hop = literal(hops[i].strip());
      if (hop.isEmpty()) {
        return nearest;
      }
      nearest = hop.get();
      if (!trusts(nearest)) {
        return nearest;
      }
    }
    return nearest;
  }

  /** Whether it is one of them. */
  boolean trusts(InetAddress address) {
    for (Cidr network : networks) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(AddressLiteral.parse(text));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }
}
