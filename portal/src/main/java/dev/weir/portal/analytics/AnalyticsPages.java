package dev.weir.portal.analytics;

import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.stream.LiveEvents;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code /analytics}: what the tenant's audience does and did. */
public final class AnalyticsPages {

  private static final String PATH = "/analytics";
  private static final String PAGE = "analytics/page";

  private final Analytics analytics;
  private final LiveEvents events;
  private final Pages pages;
  private final TimeSource time;

  /** Shows this. */
  public AnalyticsPages(Analytics analytics, LiveEvents events, Pages pages, TimeSource time) {
    this.analytics = analytics;
    this.events = events;
    this.pages = pages;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page(PATH, Permission.STREAMS_READ, this::show),
        RouteEntry.script(PATH + "/events", Permission.STREAMS_READ, this::follow),
        RouteEntry.page(PATH + ".csv", Permission.STREAMS_READ, this::export));
  }

  /** {@code GET /analytics?show=…&span=…&from=…&to=…&domain=…&app=…&stream=…&compare=…}. */
  private void show(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    Instant now = time.now();
    AnalyticsFilter filter = AnalyticsFilter.read(ctx.request(), now);
    Span span = filter.span();
    AnalyticsView.Found found =
        new AnalyticsView.Found(
            analytics.times(actor, filter.place(), span),
            filter.compared()
                ? analytics.times(actor, filter.place(), span.weekBefore(now))
                : new TreeMap<>(),
            analytics.shares(actor, filter.place(), span, filter.measure()));
    pages.send(
        ctx,
        Page.of(PAGE, "analytics")
            .with("nows", filter.narrowed() ? List.of() : nows(actor))
            .with("filter", filter)
            .with("spans", filter.spans())
            .with("view", AnalyticsView.of(filter, found, now)));
  }

  /** {@code GET /analytics/events}: the last minutes as they go on. */
  private void follow(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    events.followAll(ctx, () -> pages.fragments(PAGE, Set.of("now"), Map.of("nows", nows(actor))));
  }

  /** None when nobody can be asked. */
  private List<AudienceNow> nows(Actor actor) {
    Instant now = time.now();
    return analytics.lately(actor, now).map(told -> AudienceNow.of(told, now)).stream().toList();
  }

  private void export(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    AnalyticsFilter filter = AnalyticsFilter.read(ctx.request(), time.now());
    Span span = filter.span();
    AnalyticsFile.send(
        ctx.response(),
        filter.place(),
        span,
        analytics.times(actor, filter.place(), span),
        analytics.shares(actor, filter.place(), span, filter.measure()));
  }
}
