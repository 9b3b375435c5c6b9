package dev.weir.testkit.dns;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A query to its answer (RFC 1035, section 4). */
final class DnsAnswer {

  private static final int HEADER_BYTES = 12;
  private static final int TYPE_AND_CLASS_BYTES = 4;
  private static final int FLAGS_ANSWER = 0x8580;
  private static final int NAME_ERROR = 3;
  private static final int CLASS_IN = 1;
  private static final int TTL_S = 1;

  private DnsAnswer() {}

  /** A record with the name that it belongs to. */
  private record Named(String name, DnsRecord record) {}

  static byte[] to(byte[] query, int length, Map<String, List<DnsRecord>> zone) {
    StringBuilder name = new StringBuilder();
    int at = HEADER_BYTES;
    while (at < length && query[at] != 0) {
      name.append(name.isEmpty() ? "" : ".")
          .append(new String(query, at + 1, query[at], StandardCharsets.US_ASCII));
      at += query[at] + 1;
    }
    int type = (query[at + 1] & 0xFF) << Byte.SIZE | query[at + 2] & 0xFF;
    String asked = name.toString().toLowerCase(Locale.ROOT);
    List<Named> records = find(asked, type, zone);
    boolean known = zone.containsKey(asked);
    int questionBytes = at + 1 + TYPE_AND_CLASS_BYTES - HEADER_BYTES;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(query, 0, 2);
      out.writeShort(known ? FLAGS_ANSWER : FLAGS_ANSWER | NAME_ERROR);
      out.writeShort(1);
      out.writeShort(records.size());
      out.writeInt(0);
      out.write(query, HEADER_BYTES, questionBytes);
      for (Named named : records) {
        write(out, named);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Named named) throws IOException {
    byte[] data = named.record().data();
    out.write(DnsRecord.name(named.name()));
    out.writeShort(named.record().type());
    out.writeShort(CLASS_IN);
    out.writeInt(TTL_S);
    out.writeShort(data.length);
    out.write(data);
  }

  private static List<Named> find(String asked, int type, Map<String, List<DnsRecord>> zone) {
    List<Named> found = new ArrayList<>();
    Optional<String> next = Optional.of(asked);
    // A loop of aliases ends after as many steps as there are names.
    for (int step = 0; next.isPresent() && step <= zone.size(); step++) {
      String name = next.get();
      next = Optional.empty();
      for (DnsRecord record : zone.getOrDefault(name, List.of())) {
        if (record.type() == type || record instanceof DnsRecord.Cname) {
          found.add(new Named(name, record));
        }
        if (record instanceof DnsRecord.Cname(String target) && record.type() != type) {
          next = Optional.of(target);
        }
      }
    }
    return found;
  }
}
