package dev.weir.portal.stream;

import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.domain.TenantDomains;
import dev.weir.portal.history.HistoryPage;
import dev.weir.portal.history.HistoryQuery;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.listing.ListFilter;
import dev.weir.portal.web.Choice;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The history of all publishes, and the list of blocked streams. */
public final class HistoryPages {

  /** Publishes on a page. */
  static final int PER_PAGE = 50;

  private static final String PATH = "/streams/history";
  private static final List<String> FIELDS = List.of("in", "name", "reason", "from", "to", "label");

  private final StreamServices services;
  private final Pages pages;
  private final TimeSource time;

  /** Pages over these. */
  public HistoryPages(StreamServices services, Pages pages, TimeSource time) {
    this.services = services;
    this.pages = pages;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page(PATH, Permission.STREAMS_READ, this::history),
        RouteEntry.page("/streams/blocked", Permission.STREAMS_READ, this::blocked));
  }

  /** The history of one stream. */
  static String pathOf(StreamAddress address) {
    String in = address.pushDomain() + "/" + address.app();
    return new ListFilter(PATH, Map.of("in", in, "name", address.stream().value()), "").first();
  }

  /** {@code GET /streams/history?in=…&name=…&reason=…&from=…&to=…&label=…&before=…}. */
  private void history(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    ListFilter filter = ListFilter.read(ctx.request(), PATH, FIELDS);
    HistoryPage page = services.history().search(actor, query(filter), PER_PAGE);
    TenantDomains own = services.domains().of(actor.tenant());
    pages.send(
        ctx,
        Page.of("stream/history", "streams")
            .with("tabs", StreamTabs.of("tab.history"))
            .with("filter", filter)
            .with("apps", AppChoice.of(own.pushDomains()))
            .with("reasons", reasons())
            .with(
                "rows",
                page.records().stream().map(one -> HistoryRow.of(one, own, time.now())).toList())
            .with("newer", filter.isTop() ? "" : filter.first())
            .with("older", page.next().map(filter::below).orElse("")));
  }

  private static HistoryQuery query(ListFilter filter) {
    return filter.asked(() ->
        new HistoryQuery(
            filter.domain(),
            filter.app(),
            filter.get("name"),
            filter.set("reason").map(PublishEnd::valueOf),
            filter.day("from"),
            filter.day("to"),
            filter.label(),
            filter.place()));
  }

  /** {@code GET /streams/blocked}. */
  private void blocked(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    pages.send(
        ctx,
        Page.of("stream/blocked", "streams")
            .with("tabs", StreamTabs.of("tab.blocked"))
            .with("operate", actor.may(Permission.STREAMS_OPERATE))
            .with(
                "rows", services.controls().blocked(actor).stream().map(BlockedRow::of).toList()));
  }

  private static List<Choice> reasons() {
    return Arrays.stream(PublishEnd.values())
        .map(reason -> new Choice(reason.name(), HistoryRow.title(reason)))
        .toList();
  }
}
