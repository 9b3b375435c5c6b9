package dev.weir.runtime.http;

import java.net.InetAddress;

/**
 * A network of either family, such as {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single
 * address. IPv4-mapped IPv6 counts as IPv4.
 */
public final class Cidr {

  private final byte[] network;
  private final int prefixBits;

  private Cidr(byte[] network, int prefixBits) {
    this.network = network;
    this.prefixBits = prefixBits;
  }

  /** Reads the usual form; throws {@link IllegalArgumentException} on anything else. */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    byte[] network = AddressLiteral.parse(slash < 0 ? text : text.substring(0, slash)).getAddress();
    int widthBits = network.length * Byte.SIZE;
    int prefixBits = slash < 0 ? widthBits : Integer.parseInt(text.substring(slash + 1));
    if (prefixBits < 0 || prefixBits > widthBits) {
      throw new IllegalArgumentException("a prefix has 0 to " + widthBits + " bits");
    }
    return new Cidr(network, prefixBits);
  }

  /** Whether the address lies in this network; never so for the other family. */
  public boolean contains(InetAddress address) {
    byte[] candidate = address.getAddress();
    if (candidate.length != network.length) {
      return false;
    }
    int wholeBytes = prefixBits / Byte.SIZE;
    for (int i = 0; i < wholeBytes; i++) {
      if (candidate[i] != network[i]) {
        return false;
      }
    }
    int restBits = prefixBits % Byte.SIZE;
    if (restBits == 0) {
      return true;
    }
    int mask = 0xFF << (Byte.SIZE - restBits);
    return (candidate[wholeBytes] & mask) == (network[wholeBytes] & mask);
  }
}
