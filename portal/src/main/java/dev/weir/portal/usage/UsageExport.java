package dev.weir.portal.usage;

import dev.weir.portal.identity.Actor;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How exported usage is written, for pages, API and command line alike. */
public enum UsageExport {
  /** RFC 4180, with a header line; cells that a spreadsheet would compute are made text. */
  CSV("text/csv; charset=utf-8") {
    @Override
    String opening() {
      return "at,seconds,meter,unit,domain,app,stream,rendition,detail,quantity\r\n";
    }

    @Override
    String line(UsageQuery query, UsageLine line) {
      return Stream.of(
                  line.at(),
                  query.step().length().toSeconds(),
                  query.meter(),
                  unit(query),
                  line.domain(),
                  line.app(),
                  line.stream(),
                  line.rendition(),
                  line.detail(),
                  line.quantity())
              .map(String::valueOf)
              .map(UsageExport::cell)
              .collect(Collectors.joining(","))
          + "\r\n";
    }
  },
  /** One JSON object on each line. */
  JSONL("application/jsonl; charset=utf-8") {
    @Override
    String opening() {
      return "";
    }

    @Override
    String line(UsageQuery query, UsageLine line) {
      return json(query, line).encode() + "\n";
    }
  };

  /** What is read and written at a time, of five minutes and hours, and of days. */
  private static final Duration PART = Duration.ofHours(1);

  private static final Duration DAY = Duration.ofDays(1);

  private final String contentType;

  UsageExport(String contentType) {
    this.contentType = contentType;
  }

  /** What a browser is told. */
  public String contentType() {
    return contentType;
  }

  /** What a file's name ends with. */
  public String ending() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #ending}. */
  public static Optional<UsageExport> parse(String text) {
    return Arrays.stream(values()).filter(one -> one.ending().equals(text)).findFirst();
  }

  /**
   * Writes everything that a question is about, told apart by all there is. Piece by piece: the
   * reader's pace is the pace at which the database is asked. Wants {@code usage:read}.
   *
   * @param queries of one span; one for each meter
   * @param out takes the pieces, and may wait
   */
  public void write(Usage usage, Actor actor, List<UsageQuery> queries, Consumer<String> out) {
    out.accept(opening());
    for (UsageQuery asked : queries) {
      UsageQuery query = asked.by(asked.step(), UsageCut.EVERYTHING);
      Instant end = query.to().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
      Duration part = query.step().length().equals(DAY) ? DAY : PART;
      Instant since = query.from().atStartOfDay().toInstant(ZoneOffset.UTC);
      while (since.isBefore(end)) {
        Instant until = since.plus(part);
        List<UsageLine> lines = usage.part(actor, query, since, until);
        if (!lines.isEmpty()) {
          out.accept(lines.stream().map(line -> line(query, line)).collect(Collectors.joining()));
        }
        since = until;
      }
    }
  }

  abstract String opening();

  abstract String line(UsageQuery query, UsageLine line);

  /** A line as the API has it, without what is not told apart. */
  public static JsonObject json(UsageQuery query, UsageLine line) {
    JsonObject json = new JsonObject();
    if (query.step() != UsageStep.WHOLE) {
      json.put("at", line.at().toString());
    }
    json.put("meter", query.meter().name()).put("unit", unit(query));
    putUnlessEmpty(json, "domain", line.domain());
    putUnlessEmpty(json, "app", line.app());
    putUnlessEmpty(json, "stream", line.stream());
    putUnlessEmpty(json, "rendition", line.rendition());
    putUnlessEmpty(json, "detail", line.detail());
    return json.put("quantity", line.quantity());
  }

  private static void putUnlessEmpty(JsonObject json, String name, String value) {
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }

  /** What a quantity is of, as files and answers have it. */
  public static String unit(UsageQuery query) {
    return query.meter().unit().name().toLowerCase(Locale.ROOT);
  }

  private static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
