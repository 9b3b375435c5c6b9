package dev.weir.portal.stream;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.label.Labels;
import dev.weir.portal.web.Messages;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The list of live streams, which follows what is live, and the way to a stream's page. */
public final class LivePages {

  private static final String LIST = "stream/list";

  private final StreamServices services;
  private final LiveEvents events;
  private final PublicPorts ports;
  private final Pages pages;
  private final TimeSource time;
  private final PortalOrigin origin;

  /**
   * Pages over these.
   *
   * @param origin where the portal is: players are https where it is
   */
  public LivePages(
      StreamServices services,
      LiveEvents events,
      PublicPorts ports,
      Pages pages,
      TimeSource time,
      PortalOrigin origin) {
    this.services = services;
    this.events = events;
    this.ports = ports;
    this.pages = pages;
    this.time = time;
    this.origin = origin;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page("/streams", Permission.STREAMS_READ, this::list),
        RouteEntry.script("/streams/events", Permission.STREAMS_READ, this::listEvents),
        RouteEntry.page("/streams/open", Permission.URLS_SIGN, this::open));
  }

  /** {@code GET /streams?name=…&label=…&after=…}. */
  private void list(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    LiveFilter filter = LiveFilter.read(ctx.request());
    pages.send(ctx, listPage(actor, filter, new NewStream("", "", "")));
  }

  /** {@code GET /streams/events}: the list as it changes; labels are those of its beginning. */
  private void listEvents(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    LiveFilter filter = LiveFilter.read(ctx.request());
    Map<StreamAddress, Labels> labels = services.labels().all(actor);
    events.follow(
        ctx,
        () ->
            pages.fragments(
                LIST, Set.of("live"), listModel(actor, filter, labels, new NewStream("", "", ""))));
  }

  /** {@code GET /streams/open?in=domain/app&name=…}: the page of a stream that may not be yet. */
  private void open(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    TenantId tenant = actor.tenant();
    String in = orEmpty(ctx.request().getParam("in"));
    String name = orEmpty(ctx.request().getParam("name")).strip();
    int slash = in.lastIndexOf('/');
    Optional<StreamPath> stream = StreamPath.read(in.substring(slash + 1), name);
    Optional<DomainName> domain = DomainName.parse(in.substring(0, Math.max(0, slash)));
    boolean known =
        stream.isPresent()
            && domain.isPresent()
            && services.domains().of(tenant).push(domain.get(), stream.get().app()).isPresent();
    if (known) {
      StreamPath path = stream.orElseThrow();
      Pages.redirect(
          ctx,
          StreamPages.path(
              new StreamAddress(tenant, domain.orElseThrow(), path.app(), path.stream())));
    } else {
      String error = Messages.text(LIST, "name.wrong");
      pages.send(
          ctx,
          listPage(actor, LiveFilter.none(), new NewStream(in, name, error))
              .status(FaultCode.FORM_INVALID.httpStatus()));
    }
  }

  /**
   * The form for a new stream, as it is shown again when something was wrong.
   *
   * @param chosen the app that was chosen, as {@code domain/app}
   * @param name what was typed
   * @param error what was wrong; empty for nothing
   */
  public record NewStream(String chosen, String name, String error) {}

  private Page listPage(Actor actor, LiveFilter filter, NewStream form) {
    Map<StreamAddress, Labels> labels = services.labels().all(actor);
    return new Page(LIST, "", "streams", 200, listModel(actor, filter, labels, form), List.of())
        .with("near", services.nearQuotas(actor))
        .with("ending", services.endingCertificates(actor));
  }

  private Map<String, Object> listModel(
      Actor actor, LiveFilter filter, Map<StreamAddress, Labels> labels, NewStream form) {
    TenantId tenant = actor.tenant();
    LiveList list = services.live().list(tenant, filter, labels);
    List<DomainPolicy> pushDomains = services.domains().of(tenant).pushDomains();
    boolean nothing = list.rows().isEmpty() && filter.isEmpty();
    Map<String, Object> model = new HashMap<>();
    model.put("list", list);
    model.put("filter", filter);
    model.put("tabs", StreamTabs.of("tab.live"));
    model.put("apps", AppChoice.of(pushDomains));
    model.put("form", form);
    model.put("signs", actor.may(Permission.URLS_SIGN));
    model.put("local", origin.local());
    model.put("first", nothing && actor.may(Permission.URLS_SIGN) ? first(pushDomains) : List.of());
    return model;
  }

  /** The addresses of a first stream, for a tenant that has nothing live. */
  private List<StreamView> first(List<DomainPolicy> pushDomains) {
    return pushDomains.stream()
        .flatMap(domain ->
            AppChoice.firstStream(domain)
                .map(stream ->
                    StreamView.of(
                        domain,
                        Optional.empty(),
                        stream,
                        ports,
                        StreamView.Wish.usual(origin.secure()),
                        time.now()))
                .stream())
        .limit(1)
        .toList();
  }

  private static String orEmpty(@Nullable String parameter) {
    return parameter == null ? "" : parameter;
  }
}
