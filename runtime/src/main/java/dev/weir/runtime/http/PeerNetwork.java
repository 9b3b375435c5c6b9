package dev.weir.runtime.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What counts as one peer where peers are counted: an IPv4 address, or a /64 network of IPv6, since
 * whoever has one address there has them all.
 *
 * @param prefix in hexadecimal digits
 */
public record PeerNetwork(String prefix) {

  private static final int IPV6_NETWORK_BYTES = 8;

  /** The one that {@code address} belongs to. */
  public static PeerNetwork of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return new PeerNetwork(
        HexFormat.of()
            .formatHex(
                address instanceof Inet6Address
                    ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES)
                    : bytes));
  }
}
