package dev.weir.contract.access;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is reached over the public network and nothing nearer: all but the special-purpose addresses
 * of IANA's registries (RFC 6890) and multicast. A tenant's name may lead anywhere, but never makes
 * this machine speak to its neighbours.
 */
public final class PublicNetwork {

  private static final List<Cidr> SPECIAL =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/3")
          .map(Cidr::parse)
          .toList();

  /** Of IPv6 only this part is given out; in it, these lead elsewhere. */
  private static final Cidr GLOBAL_UNICAST = Cidr.parse("2000::/3");

  private static final List<Cidr> SPECIAL_SIX =
      Stream.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20").map(Cidr::parse).toList();

  private PublicNetwork() {}

  /** Whether an address is one of it. */
  public static boolean contains(InetAddress address) {
    return switch (address.getAddress().length) {
      case 4 -> SPECIAL.stream().noneMatch(network -> network.contains(address));
      default ->
          GLOBAL_UNICAST.contains(address)
              && SPECIAL_SIX.stream().noneMatch(network -> network.contains(address));
    };
  }
}
