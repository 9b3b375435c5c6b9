package dev.weir.portal.analytics;

import dev.weir.contract.analytics.Dimension;
import dev.weir.contract.analytics.Figures;
import dev.weir.contract.analytics.Place;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A span as a file (RFC 4180) with a header line: its course first, then its parts, each line with
 * all of its figures. Cells that a spreadsheet would compute are made text.
 */
public final class AnalyticsFile {

  private static final String HEAD =
      "from,seconds,domain,app,stream,dimension,value,viewer_seconds,most_viewers,plays,requests,failed_requests,bytes\r\n";

  private static final double MILLIS = 1_000;

  private AnalyticsFile() {}

  /** Answers with it. */
  public static void send(
      HttpServerResponse response,
      Place place,
      Span span,
      NavigableMap<Instant, Figures> times,
      List<Analytics.Share> shares) {
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Content-Disposition", "attachment; filename=\"analytics.csv\"")
        .end(text(place, span, times, shares));
  }

  static String text(
      Place place, Span span, NavigableMap<Instant, Figures> times, List<Analytics.Share> shares) {
    StringBuilder text = new StringBuilder(HEAD);
    long step = span.step().length().toSeconds();
    for (Map.Entry<Instant, Figures> one : times.entrySet()) {
      text.append(line(one.getKey(), step, place, Dimension.TOTAL, "", one.getValue()));
    }
    for (Analytics.Share share : shares) {
      text.append(
          line(
              span.from(),
              span.length().toSeconds(),
              share.place(),
              share.dimension(),
              share.value(),
              share.figures()));
    }
    return text.toString();
  }

  private static String line(
      Instant at, long seconds, Place place, Dimension dimension, String value, Figures figures) {
    return Stream.of(
                at,
                seconds,
                place.domain(),
                place.app(),
                place.stream(),
                dimension,
                value,
                figures.viewerMs() / MILLIS,
                figures.peak(),
                figures.plays(),
                figures.requests(),
                figures.failed(),
                figures.bytes())
            .map(String::valueOf)
            .map(AnalyticsFile::cell)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  private static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
