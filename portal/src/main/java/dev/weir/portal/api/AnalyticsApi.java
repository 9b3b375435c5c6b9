package dev.weir.portal.api;

import dev.weir.contract.analytics.Dimension;
import dev.weir.contract.analytics.Figures;
import dev.weir.contract.analytics.Place;
import dev.weir.portal.analytics.Analytics;
import dev.weir.portal.analytics.AnalyticsFile;
import dev.weir.portal.analytics.Measure;
import dev.weir.portal.analytics.Span;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import dev.weir.runtime.analytics.Moment;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code /api/v1/analytics}: what the tenant's audience does and did. */
public final class AnalyticsApi {

  private static final String PATH = "/api/v1/analytics";
  private static final Duration USUAL = Duration.ofDays(1);

  /** The year of a moment is written with four digits. */
  private static final long LAST_SECOND = Instant.parse("9000-01-01T00:00:00Z").getEpochSecond();

  private final Analytics analytics;
  private final TimeSource time;

  /** Tells of this. */
  public AnalyticsApi(Analytics analytics, TimeSource time) {
    this.analytics = analytics;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(HttpMethod.GET, PATH, Permission.STREAMS_READ, this::course),
        RouteEntry.api(HttpMethod.GET, PATH + "/shares", Permission.STREAMS_READ, this::shares),
        RouteEntry.api(HttpMethod.GET, PATH + "/live", Permission.STREAMS_READ, this::live),
        RouteEntry.api(HttpMethod.GET, PATH + ".csv", Permission.STREAMS_READ, this::export));
  }

  private void course(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Span span = span(call);
    JsonArray times = new JsonArray();
    Figures total = Figures.NONE;
    for (var one : analytics.times(call.actor(), place(call), span).entrySet()) {
      total = total.then(one.getValue());
      times.add(
          new JsonObject().put("at", one.getKey().toString()).put("figures", json(one.getValue())));
    }
    call.ok(
        answer(span)
            .put("stepSeconds", span.step().length().toSeconds())
            .put("total", json(total))
            .put("times", times));
  }

  private void shares(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Span span = span(call);
    String by = call.find("by").orElse("");
    JsonArray shares = new JsonArray();
    analytics.shares(call.actor(), place(call), span, measure(call)).stream()
        .filter(share -> by.isEmpty() || by.equals(by(share)))
        .forEach(share -> shares.add(json(share)));
    call.ok(answer(span).put("shares", shares));
  }

  private void live(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Instant now = time.now();
    JsonArray moments = new JsonArray();
    analytics
        .moments(call.actor(), now.minus(Moment.KEPT), now)
        .forEach((at, moment) ->
            moments.add(
                new JsonObject()
                    .put("at", at.toString())
                    .put("viewers", moment.viewers())
                    .put("bytes", moment.bytes())
                    .put("requests", moment.requests())
                    .put("failedRequests", moment.failed())));
    call.ok(new JsonObject().put("stepSeconds", Moment.LENGTH.toSeconds()).put("moments", moments));
  }

  private void export(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Span span = span(call);
    Place place = place(call);
    AnalyticsFile.send(
        ctx.response(),
        place,
        span,
        analytics.times(call.actor(), place, span),
        analytics.shares(call.actor(), place, span, measure(call)));
  }

  private static JsonObject answer(Span span) {
    return new JsonObject().put("from", span.from().toString()).put("to", span.to().toString());
  }

  private static JsonObject json(Analytics.Share share) {
    JsonObject json = new JsonObject().put("by", by(share)).put("figures", json(share.figures()));
    putUnlessEmpty(json, "domain", share.place().domain());
    putUnlessEmpty(json, "app", share.place().app());
    putUnlessEmpty(json, "stream", share.place().stream());
    return share.dimension() == Dimension.TOTAL ? json : json.put("value", share.value());
  }

  private static String by(Analytics.Share share) {
    if (share.dimension() == Dimension.TOTAL) {
      return share.place().isStream() ? "STREAM" : "DOMAIN";
    }
    return share.dimension().name();
  }

  private static JsonObject json(Figures figures) {
    return new JsonObject()
        .put("viewerMs", figures.viewerMs())
        .put("mostViewers", figures.peak())
        .put("plays", figures.plays())
        .put("requests", figures.requests())
        .put("failedRequests", figures.failed())
        .put("bytes", figures.bytes());
  }

  private static void putUnlessEmpty(JsonObject json, String name, String value) {
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }

  private static Measure measure(ApiCall call) {
    return call.find("measure").flatMap(Measure::parse).orElse(Measure.VIEWERS);
  }

  private static Place place(ApiCall call) {
    try {
      return new Place(
          call.find("domain").orElse(""),
          call.find("app").orElse(""),
          call.find("stream").orElse(""));
    } catch (IllegalArgumentException half) {
      throw new InvalidRequest("/query/stream", "wants app and domain, too");
    }
  }

  private Span span(ApiCall call) {
    Instant now = time.now();
    Instant to = moment(call, "to", now);
    Instant from = moment(call, "from", to.minus(USUAL));
    try {
      return Span.of(from, to, now);
    } catch (IllegalArgumentException no) {
      throw new InvalidRequest("/query/to", "does not fit: " + no.getMessage());
    }
  }

  private static Instant moment(ApiCall call, String name, Instant otherwise) {
    try {
      Instant moment = call.find(name).map(Instant::parse).orElse(otherwise);
      if (moment.isBefore(Instant.EPOCH) || moment.getEpochSecond() > LAST_SECOND) {
        throw new DateTimeException("out of range");
      }
      return moment;
    } catch (DateTimeException no) {
      throw new InvalidRequest("/query/" + name, "is no moment");
    }
  }
}
