package dev.weir.portal.library;

import dev.weir.contract.event.RecordingId;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.listing.ListFilter;
import dev.weir.portal.stream.StreamServices;
import dev.weir.portal.web.Choice;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The library: all recordings, newest first. */
public final class LibraryPages {

  /** Where it is. */
  static final String PATH = "/recordings";

  private static final int PER_PAGE = 50;
  private static final List<String> FIELDS = List.of("in", "name", "format", "from", "to", "label");

  private final Library library;
  private final StreamServices services;
  private final Pages pages;

  /** Shows this library; {@code services} has the apps that it is narrowed by. */
  public LibraryPages(Library library, StreamServices services, Pages pages) {
    this.library = library;
    this.services = services;
    this.pages = pages;
  }

  static String path(RecordingId id) {
    return PATH + "/" + id;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(RouteEntry.page(PATH, Permission.STREAMS_READ, this::list));
  }

  /** {@code GET /recordings?in=…&name=…&format=…&from=…&to=…&label=…&before=…}. */
  private void list(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    ListFilter filter = ListFilter.read(ctx.request(), PATH, FIELDS);
    RecordingPage page = library.search(actor, query(filter), PER_PAGE);
    pages.send(
        ctx,
        Page.of("library/list", "recordings")
            .with("filter", filter)
            .with("full", services.recordings().isFull(actor))
            .with("apps", apps(services.domains().of(actor.tenant()).pushDomains()))
            .with(
                "formats",
                Arrays.stream(RecordingFormat.values()).map(RecordingFormat::name).toList())
            .with("rows", page.recordings().stream().map(RecordingRow::of).toList())
            .with("newer", filter.isTop() ? "" : filter.first())
            .with("older", page.next().map(filter::below).orElse("")));
  }

  private static RecordingQuery query(ListFilter filter) {
    return filter.asked(() ->
        new RecordingQuery(
            filter.domain(),
            filter.app(),
            filter.get("name"),
            filter.set("format").map(RecordingFormat::valueOf),
            filter.day("from"),
            filter.day("to"),
            filter.label(),
            filter.place()));
  }

  private static List<Choice> apps(List<DomainPolicy> domains) {
    boolean several = domains.size() > 1;
    return domains.stream().flatMap(domain -> apps(domain, several)).toList();
  }

  private static Stream<Choice> apps(DomainPolicy domain, boolean several) {
    return domain.push().orElseThrow().apps().stream()
        .map(AppName::value)
        .sorted()
        .map(app ->
            new Choice(domain.domain() + "/" + app, several ? domain.domain() + "/" + app : app));
  }
}
