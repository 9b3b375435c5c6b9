package dev.weir.portal.audit;

import dev.weir.portal.identity.Actor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How exported entries are written, for pages and API alike. */
public enum AuditExport {
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

  /** Entries of an export, newest first; older ones are asked for by an earlier time or place. */
  public static final int MAX_ENTRIES = 100_000;

  /** Entries that are read and written at a time. */
  private static final int BATCH = 500;

  private final String contentType;
  private final String fileName;

  AuditExport(String contentType, String fileName) {
    this.contentType = contentType;
    this.fileName = fileName;
  }

  /**
   * Answers with the entries that match, newest first. Written piece by piece: the client's pace is
   * the pace at which the database is asked. Wants {@code audit:read}.
   *
   * @param most entries; at least one
   */
  public void send(
      HttpServerResponse response, AuditStore store, Actor actor, AuditQuery query, int most) {
    List<AuditRecord> batch = store.search(actor, query, Math.min(BATCH, most));
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
    response.write(opening()).await();
    int written = 0;
    while (!batch.isEmpty()) {
      StringBuilder text = new StringBuilder();
      for (AuditRecord record : batch) {
        text.append(entry(record, written++ == 0));
      }
      response.write(text.toString()).await();
      int room = Math.min(BATCH, most - written);
      batch =
          room == 0 ? List.of() : store.search(actor, query.before(batch.getLast().seq()), room);
    }
    response.end(closing());
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
