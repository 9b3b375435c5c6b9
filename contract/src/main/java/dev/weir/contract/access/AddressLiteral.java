package dev.weir.contract.access;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A network address as text, in the one way that everybody reads alike: IPv4 with four numbers (not
 * {@code 10.1}, which is 10.0.0.1 to some), IPv6 without a zone. IPv4-mapped IPv6 is IPv4. Never
 * asks a name server.
 */
public final class AddressLiteral {

  private AddressLiteral() {}

  /** Reads it; throws {@link IllegalArgumentException} on anything else. */
  public static InetAddress parse(String text) {
    boolean six = text.indexOf(':') >= 0;
    boolean four = text.chars().filter(c -> c == '.').count() == 3;
    if (!six && !four || text.indexOf('%') >= 0) {
      throw new IllegalArgumentException("not a network address");
    }
    return InetAddress.ofLiteral(text);
  }

  /**
   * The address of somebody at the other end, without the zone that a link-local one has on this
   * machine; empty when there is none that can be read.
   */
  public static Optional<InetAddress> ofPeer(String text) {
    int zone = text.indexOf('%');
    try {
      return Optional.of(parse(zone < 0 ? text : text.substring(0, zone)));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
