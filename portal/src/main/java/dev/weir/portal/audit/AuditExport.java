package dev.weir.portal.audit;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How exported entries are written. */
enum AuditExport {
  /** RFC 4180, with a header line; cells that a spreadsheet would compute are made text. */
  CSV("text/csv; charset=utf-8", "audit.csv") {
    @Override
    String opening() {
      return "seq,at,actor_kind,actor_id,actor_name,address,user_agent,request_id,action,"
          + "object_kind,object_name,before,after,previous_hash,hash\r\n";
    }

    @Override
    String entry(AuditRecord record, boolean first) {
      return cells(record).stream().map(AuditExport::cell).collect(Collectors.joining(","))
          + "\r\n";
    }

    @Override
    String closing() {
      return "";
    }
  },
  /** One object with the entries in an array. */
  JSON("application/json; charset=utf-8", "audit.json") {
    @Override
    String opening() {
      return "{\"entries\":[";
    }

    @Override
    String entry(AuditRecord record, boolean first) {
      return (first ? "\n" : ",\n") + record.toJson().encode();
    }

    @Override
    String closing() {
      return "\n]}\n";
    }
  };

  private final String contentType;
  private final String fileName;

  AuditExport(String contentType, String fileName) {
    this.contentType = contentType;
    this.fileName = fileName;
  }

  String contentType() {
    return contentType;
  }

  String fileName() {
    return fileName;
  }

  abstract String opening();

  abstract String entry(AuditRecord record, boolean first);

  abstract String closing();

  private static List<String> cells(AuditRecord record) {
    return Stream.of(
            record.seq(),
            record.at(),
            record.by().kind(),
            record.by().id(),
            record.by().name(),
            record.origin().address(),
            record.origin().userAgent(),
            record.origin().requestId(),
            record.action(),
            record.objectKind(),
            record.objectName(),
            record.before().encode(),
            record.after().encode(),
            hex(record.previousHash().getBytes()),
            hex(record.hash().getBytes()))
        .map(String::valueOf)
        .toList();
  }

  private static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
