package dev.weir.testkit.dns;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** One resource record's data (RFC 1035, section 3.3). */
public sealed interface DnsRecord {

  /** Any text of up to 255 octets. */
  record Txt(String text) implements DnsRecord {}

  /** Another name for the same. */
  record Cname(String target) implements DnsRecord {}

  /** An IPv4 address. */
  record A(String address) implements DnsRecord {}

  /** TYPE of the record. */
  default int type() {
    return switch (this) {
      case A _ -> 1;
      case Cname _ -> 5;
      case Txt _ -> 16;
    };
  }

  /** RDATA of the record; names are not compressed. */
  default byte[] data() {
    return switch (this) {
      case A(String address) -> InetAddress.ofLiteral(address).getAddress();
      case Cname(String target) -> name(target);
      case Txt(String text) -> {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        byte[] data = new byte[bytes.length + 1];
        data[0] = (byte) bytes.length;
        System.arraycopy(bytes, 0, data, 1, bytes.length);
        yield data;
      }
    };
  }

  /** A name as labels (section 3.1). */
  static byte[] name(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String label : name.split("\\.", -1)) {
      byte[] letters = label.getBytes(StandardCharsets.US_ASCII);
      bytes.write(letters.length);
      bytes.writeBytes(letters);
    }
    bytes.write(0);
    return bytes.toByteArray();
  }
}
