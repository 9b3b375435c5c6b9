package dev.weir.contract.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
    InetAddress address = AddressLiteral.parse(slash < 0 ? text : text.substring(0, slash));
    return of(
        address,
        slash < 0
            ? address.getAddress().length * Byte.SIZE
            : Integer.parseInt(text.substring(slash + 1)));
  }

  /**
   * The network of an address; throws {@link IllegalArgumentException} when the address has fewer
   * bits than that.
   */
  public static Cidr of(InetAddress address, int prefixBits) {
    byte[] bytes = address.getAddress();
    int widthBits = bytes.length * Byte.SIZE;
    if (prefixBits < 0 || prefixBits > widthBits) {
      throw new IllegalArgumentException("a prefix has 0 to " + widthBits + " bits");
    }
    return new Cidr(masked(bytes, prefixBits), prefixBits);
  }

  /** Without what stands behind the prefix, so that one network has one form. */
  private static byte[] masked(byte[] address, int prefixBits) {
    byte[] network = address.clone();
    for (int bit = prefixBits; bit < network.length * Byte.SIZE; bit++) {
      network[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
    }
    return network;
  }

  /** How many leading bits all of its addresses have in common. */
  public int prefixBits() {
    return prefixBits;
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cidr that
        && prefixBits == that.prefixBits
        && Arrays.equals(network, that.network);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(network) + prefixBits;
  }

  /** The form that {@link #parse} reads, with the prefix always. */
  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(network).getHostAddress() + "/" + prefixBits;
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("4 or 16 bytes are an address", impossible);
    }
  }
}
