package dev.weir.portal.stream;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All live streams as pictures, on a page that follows what is live and what it looks like. */
public final class WallPages {

  private static final String WALL = "stream/wall";

  /** The address changes with the picture. */
  private static final String CACHING = "private, max-age=600";

  private final StreamServices services;
  private final LiveEvents events;
  private final Pages pages;
  private final TimeSource time;

  /** Pages over these. */
  public WallPages(StreamServices services, LiveEvents events, Pages pages, TimeSource time) {
    this.services = services;
    this.events = events;
    this.pages = pages;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission read = Permission.STREAMS_READ;
    return List.of(
        RouteEntry.page(Wall.PATH, read, this::wall),
        RouteEntry.script(Wall.PATH + "/events", read, this::wallEvents),
        RouteEntry.script(StreamRequest.PATH + "/picture", read, this::picture));
  }

  /** {@code GET /streams/wall?after=…}. */
  private void wall(RoutingContext ctx) {
    LiveFilter filter = LiveFilter.read(ctx.request());
    Map<String, Object> model = model(Visit.of(ctx).actor().tenant(), filter);
    pages.send(ctx, new Page(WALL, "", "streams", 200, model, List.of()));
  }

  /** {@code GET /streams/wall/events}: the wall as it changes. */
  private void wallEvents(RoutingContext ctx) {
    TenantId tenant = Visit.of(ctx).actor().tenant();
    LiveFilter filter = LiveFilter.read(ctx.request());
    events.followAll(ctx, () -> pages.fragments(WALL, Set.of("live"), model(tenant, filter)));
  }

  /** {@code GET /streams/:domain/:app/:name/picture}. */
  private void picture(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    StreamAddress stream = StreamRequest.address(ctx, actor, services.domains().of(actor.tenant()));
    SnapshotPictures.Found found =
        services
            .pictures()
            .find(stream)
            .orElseThrow(() -> new WeirFault(FaultCode.SNAPSHOT_NOT_TAKEN, "stream=" + stream));
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, found.mediaType())
        .putHeader(HttpHeaders.CACHE_CONTROL, CACHING)
        .end(Buffer.buffer(found.bytes()));
  }

  private Map<String, Object> model(TenantId tenant, LiveFilter filter) {
    Map<String, Object> model = new HashMap<>();
    model.put("filter", filter);
    model.put("tabs", StreamTabs.of("tab.wall"));
    model.put(
        "wall",
        services
            .live()
            .of(tenant)
            .map(entries ->
                Wall.of(entries, filter.after(), services.pictures().newest(tenant), time.now()))
            .orElseGet(Wall::unknown));
    return model;
  }
}
