package dev.weir.portal.quality;

import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /analytics/quality}: how streams played, and the file of it. */
public final class QualityPages {

  private final Quality quality;
  private final Pages pages;
  private final TimeSource time;

  /** Shows this. */
  public QualityPages(Quality quality, Pages pages, TimeSource time) {
    this.quality = quality;
    this.pages = pages;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page(QualityFilter.PATH, Permission.STREAMS_READ, this::show),
        RouteEntry.page(QualityFilter.PATH + ".csv", Permission.STREAMS_READ, this::export));
  }

  /** {@code GET /analytics/quality?span=…&until=…&domain=…&app=…&stream=…&protocol=…}. */
  private void show(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    QualityFilter filter = QualityFilter.read(ctx.request(), time.now());
    QualityQuery query = filter.query();
    QualityView view = QualityView.of(filter, quality.ask(actor, query));
    pages.send(
        ctx,
        Page.of("quality/page", "analytics")
            .with("filter", filter)
            .with("view", view)
            .with("from", query.from().toString())
            .with("until", query.until().toString())
            .with("of", words(query.of()))
            .with("weeks", query.span().back().toDays() / 7));
  }

  /** Which plays, in words. */
  private static String words(QualityQuery.Of of) {
    StringBuilder words = new StringBuilder();
    if (!of.stream().isEmpty()) {
      words.append(of.domain()).append('/').append(of.app()).append('/').append(of.stream());
    } else {
      words.append(of.domain());
    }
    if (!of.way().isEmpty()) {
      words.append(words.isEmpty() ? "" : ", ").append(QualityWords.way(of.way()));
    }
    if (!of.rendition().isEmpty()) {
      words.append(words.isEmpty() ? "" : ", ").append(of.rendition());
    }
    return words.toString();
  }

  private void export(RoutingContext ctx) {
    QualityQuery query = QualityFilter.read(ctx.request(), time.now()).query();
    send(ctx.response(), query, quality.ask(Visit.of(ctx).actor(), query));
  }

  /** Answers with a file. */
  public static void send(HttpServerResponse response, QualityQuery query, Quality.Answer answer) {
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Content-Disposition", "attachment; filename=\"quality.csv\"")
        .end(QualityExport.csv(query, answer));
  }
}
