package dev.weir.portal.api.stream;

import dev.weir.contract.quality.PlayWay;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.quality.Quality;
import dev.weir.portal.quality.QualityExport;
import dev.weir.portal.quality.QualityPages;
import dev.weir.portal.quality.QualityQuery;
import dev.weir.portal.quality.QualitySpan;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** {@code /api/v1/analytics/quality}: how streams played, as an answer and as a file. */
public final class QualityApi {

  private static final String PATH = "/api/v1/analytics/quality";

  private final Quality quality;
  private final TimeSource time;

  /** Tells of this. */
  public QualityApi(Quality quality, TimeSource time) {
    this.quality = quality;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(HttpMethod.GET, PATH, Permission.STREAMS_READ, this::tell),
        RouteEntry.api(HttpMethod.GET, PATH + ".csv", Permission.STREAMS_READ, this::export));
  }

  private void tell(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    QualityQuery query = query(call);
    call.ok(QualityExport.json(query, quality.ask(call.actor(), query)));
  }

  private void export(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    QualityQuery query = query(call);
    QualityPages.send(ctx.response(), query, quality.ask(call.actor(), query));
  }

  private QualityQuery query(ApiCall call) {
    QualitySpan span = call.find("span").flatMap(QualitySpan::parse).orElse(QualitySpan.DAY);
    QualityQuery.Of of =
        new QualityQuery.Of(
            call.find("domain").orElse(""),
            call.find("app").orElse(""),
            call.find("stream").orElse(""),
            call.find("protocol").flatMap(PlayWay::parse).map(PlayWay::name).orElse(""),
            call.find("rendition").orElse(""));
    Instant now = time.now();
    return call.find("until")
        .map(QualityApi::instant)
        .filter(now::isAfter)
        .map(until -> new QualityQuery(span, until, of))
        .orElseGet(() -> QualityQuery.upTo(span, now, of));
  }

  private static Instant instant(String text) {
    try {
      Instant at = Instant.parse(text);
      if (at.isBefore(Instant.EPOCH)) {
        throw new InvalidRequest("/query/until", "is too long ago");
      }
      return at;
    } catch (DateTimeParseException no) {
      throw new InvalidRequest("/query/until", "is no time");
    }
  }
}
