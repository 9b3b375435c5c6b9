package dev.weir.portal.quality;

import dev.weir.contract.quality.PlayFailure;
import dev.weir.contract.quality.PlayWay;
import dev.weir.contract.quality.QualityCount;
import dev.weir.contract.quality.QualitySums;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers as files and as JSON, for pages and API alike. */
public final class QualityExport {

  private static final double HALF = 0.5;
  private static final double NINE_TENTHS = 0.9;
  private static final String NEWLINE = "\r\n";

  private static final List<String> HEADER =
      List.of(
          "at",
          "seconds",
          "plays",
          "starts",
          "failedStarts",
          "abandonedStarts",
          "startupMsP50",
          "startupMsP90",
          "watchedMs",
          "stalls",
          "stalledMs",
          "stalledPlays",
          "latencyMsP50",
          "latencyMsP90",
          "bitsPerSecond",
          "switches",
          "errors");

  private QualityExport() {}

  /** RFC 4180, with a header line: a line for each time at which something was played. */
  public static String csv(QualityQuery query, Quality.Answer answer) {
    String header = String.join(",", HEADER) + NEWLINE;
    return answer.times().entrySet().stream()
        .map(one -> line(query, one.getKey(), one.getValue()))
        .collect(Collectors.joining("", header, ""));
  }

  private static String line(QualityQuery query, Instant at, QualitySums sums) {
    return Stream.of(
                at,
                query.span().point().toSeconds(),
                sums.plays(),
                sums.of(QualityCount.STARTS),
                sums.of(QualityCount.FAILED_STARTS),
                sums.of(QualityCount.ABANDONED_STARTS),
                sums.startup().percentileMs(HALF),
                sums.startup().percentileMs(NINE_TENTHS),
                sums.of(QualityCount.WATCHED_MS),
                sums.of(QualityCount.STALLS),
                sums.of(QualityCount.STALLED_MS),
                sums.of(QualityCount.STALLED_PLAYS),
                sums.latency().percentileMs(HALF),
                sums.latency().percentileMs(NINE_TENTHS),
                sums.bitsPerSecond(),
                sums.of(QualityCount.SWITCHES),
                sums.failures())
            .map(String::valueOf)
            .collect(Collectors.joining(","))
        + NEWLINE;
  }

  /** An answer as the API has it. */
  public static JsonObject json(QualityQuery query, Quality.Answer answer) {
    JsonObject json =
        new JsonObject()
            .put("from", query.from().toString())
            .put("until", query.until().toString())
            .put("pointSeconds", query.span().point().toSeconds())
            .put("total", json(answer.total()))
            .put("earlier", json(answer.totalEarlier()))
            .put("points", points(answer.times()));
    return json.put(
            "protocols", lines("protocol", answer.ways(), name -> PlayWay.valueOf(name).text()))
        .put("renditions", lines("rendition", answer.renditions(), UnaryOperator.identity()))
        .put("streams", lines("stream", answer.streams(), UnaryOperator.identity()));
  }

  private static JsonArray points(Map<Instant, QualitySums> times) {
    JsonArray points = new JsonArray();
    times.forEach(
        (at, sums) -> points.add(new JsonObject().put("at", at.toString()).mergeIn(json(sums))));
    return points;
  }

  private static JsonArray lines(
      String what, List<Quality.Line> lines, UnaryOperator<String> text) {
    JsonArray array = new JsonArray();
    lines.forEach(line ->
        array.add(new JsonObject().put(what, text.apply(line.name())).mergeIn(json(line.sums()))));
    return array;
  }

  private static JsonObject json(QualitySums sums) {
    JsonObject errors = new JsonObject();
    for (PlayFailure kind : PlayFailure.values()) {
      errors.put(kind.text(), sums.of(kind.count()));
    }
    JsonObject json =
        new JsonObject()
            .put("starts", sums.of(QualityCount.STARTS))
            .put("failedStarts", sums.of(QualityCount.FAILED_STARTS))
            .put("abandonedStarts", sums.of(QualityCount.ABANDONED_STARTS))
            .put("watchedMs", sums.of(QualityCount.WATCHED_MS))
            .put("stalls", sums.of(QualityCount.STALLS))
            .put("stalledMs", sums.of(QualityCount.STALLED_MS))
            .put("stalledPlays", sums.of(QualityCount.STALLED_PLAYS))
            .put("switches", sums.of(QualityCount.SWITCHES))
            .put("stallRatio", sums.stallRatio())
            .put("errors", errors);
    if (sums.startup().size() > 0) {
      json.put("startupMsP50", sums.startup().percentileMs(HALF))
          .put("startupMsP90", sums.startup().percentileMs(NINE_TENTHS));
    }
    if (sums.latency().size() > 0) {
      json.put("latencyMsP50", sums.latency().percentileMs(HALF))
          .put("latencyMsP90", sums.latency().percentileMs(NINE_TENTHS));
    }
    if (sums.bitsPerSecond() > 0) {
      json.put("bitsPerSecond", sums.bitsPerSecond());
    }
    return json;
  }
}
