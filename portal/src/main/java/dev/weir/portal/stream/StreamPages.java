package dev.weir.portal.stream;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.domain.TenantDomains;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Messages;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The list of live streams, and each stream's page. */
public final class StreamPages {

  /** The name that a first stream is proposed to have. */
  private static final String FIRST_NAME = "demo01";

  private static final String SECTION = "streams";
  private static final String LIST = "stream/list";

  private final DomainStore domains;
  private final LiveStreams live;
  private final LiveEvents events;
  private final PublicPorts ports;
  private final Pages pages;
  private final TimeSource time;
  private final boolean secure;

  /**
   * Pages over these.
   *
   * @param sessionOpen whether a session id is still good, for pages that stay open
   * @param secure whether the portal is https, so that players must be too
   */
  public StreamPages(
      DomainStore domains,
      LiveStreams live,
      Predicate<String> sessionOpen,
      PublicPorts ports,
      Pages pages,
      TimeSource time,
      boolean secure) {
    this.domains = domains;
    this.live = live;
    this.events = new LiveEvents(live, sessionOpen, time);
    this.ports = ports;
    this.pages = pages;
    this.time = time;
    this.secure = secure;
  }

  /** The portal's page of a stream. */
  public static String path(StreamAddress address) {
    String domain = URLEncoder.encode(address.pushDomain().value(), StandardCharsets.UTF_8);
    return "/streams/" + domain + "/" + address.path();
  }

  /** Its lines of the table. A stream's page shows signed addresses, which are as good as keys. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page("/streams", Permission.STREAMS_READ, this::list),
        RouteEntry.script("/streams/events", Permission.STREAMS_READ, this::listEvents),
        RouteEntry.page("/streams/open", Permission.URLS_SIGN, this::open),
        RouteEntry.page("/streams/:domain/:app/:name", Permission.URLS_SIGN, this::page),
        RouteEntry.script(
            "/streams/:domain/:app/:name/events", Permission.URLS_SIGN, this::pageEvents));
  }

  /** {@code GET /streams}. */
  private void list(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    pages.send(ctx, listPage(actor, new NewStream("", FIRST_NAME, "")));
  }

  /** {@code GET /streams/events}: the list as it changes. */
  private void listEvents(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    events.follow(
        ctx,
        () ->
            pages.fragments(
                LIST, Set.of("live"), listModel(actor, new NewStream("", FIRST_NAME, ""))));
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
            && domains.of(tenant).push(domain.get(), stream.get().app()).isPresent();
    if (known) {
      StreamPath path = stream.orElseThrow();
      Pages.redirect(
          ctx, path(new StreamAddress(tenant, domain.orElseThrow(), path.app(), path.stream())));
    } else {
      String error = Messages.text(LIST, "name.wrong");
      pages.send(
          ctx,
          listPage(actor, new NewStream(in, name, error))
              .status(FaultCode.FORM_INVALID.httpStatus()));
    }
  }

  /** {@code GET /streams/:domain/:app/:name}. */
  private void page(RoutingContext ctx) {
    TenantId tenant = Visit.of(ctx).actor().tenant();
    Asked asked = asked(ctx, tenant);
    pages.send(
        ctx,
        new Page(
                "stream/page",
                asked.stream().app() + "/" + asked.stream().stream(),
                SECTION,
                200,
                pageModel(tenant, asked),
                List.of())
            .playing(
                asked.domains().playDomains().stream()
                    .flatMap(domain -> PlayAddresses.origins(domain, ports).stream())
                    .toList()));
  }

  /** {@code GET /streams/:domain/:app/:name/events}: the page as it changes. */
  private void pageEvents(RoutingContext ctx) {
    TenantId tenant = Visit.of(ctx).actor().tenant();
    Asked asked = asked(ctx, tenant);
    events.follow(
        ctx,
        () -> pages.fragments("stream/page", Set.of("state", "now"), pageModel(tenant, asked)));
  }

  /**
   * The form for a new stream, as it is shown again when something was wrong.
   *
   * @param chosen the app that was chosen, as {@code domain/app}
   * @param name what was typed
   * @param error what was wrong; empty for nothing
   */
  public record NewStream(String chosen, String name, String error) {}

  private record Asked(
      TenantDomains domains, DomainPolicy push, StreamPath stream, StreamView.Wish wish) {}

  /** What a path names among the tenant's own; anything else is nothing, whoever may have it. */
  private Asked asked(RoutingContext ctx, TenantId tenant) {
    StreamPath stream =
        StreamPath.read(ctx.pathParam("app"), ctx.pathParam("name"))
            .orElseThrow(() -> notFound(ctx));
    TenantDomains own = domains.of(tenant);
    DomainPolicy push =
        DomainName.parse(ctx.pathParam("domain"))
            .flatMap(domain -> own.push(domain, stream.app()))
            .orElseThrow(() -> notFound(ctx));
    String tls = ctx.request().getParam("tls");
    return new Asked(
        own,
        push,
        stream,
        new StreamView.Wish(
            Validity.read(ctx.request().getParam("valid")),
            tls == null ? secure : tls.equals("1")));
  }

  private Page listPage(Actor actor, NewStream form) {
    return new Page(LIST, "", SECTION, 200, listModel(actor, form), List.of());
  }

  private Map<String, Object> listModel(Actor actor, NewStream form) {
    TenantId tenant = actor.tenant();
    LiveList list = live.list(tenant);
    List<DomainPolicy> pushDomains = domains.of(tenant).pushDomains();
    List<AppChoice> apps = AppChoice.of(pushDomains);
    return Map.of(
        "list", list,
        "apps", apps,
        "form", form,
        "first",
            list.rows().isEmpty() && actor.may(Permission.URLS_SIGN)
                ? first(pushDomains)
                : List.of());
  }

  /** The addresses of a first stream, for a tenant that has nothing live. */
  private List<StreamView> first(List<DomainPolicy> pushDomains) {
    return pushDomains.stream()
        .filter(domain -> !domain.push().orElseThrow().apps().isEmpty())
        .limit(1)
        .map(domain ->
            StreamView.of(
                domain,
                Optional.empty(),
                AppChoice.firstStream(domain, FIRST_NAME),
                ports,
                new StreamView.Wish(Validity.DAY, secure),
                time.now()))
        .toList();
  }

  private Map<String, Object> pageModel(TenantId tenant, Asked asked) {
    return Map.of(
        "stream",
        StreamView.of(
            asked.push(),
            asked.domains().playFor(asked.push().domain()),
            asked.stream(),
            ports,
            asked.wish(),
            time.now()),
        "rows",
        live.row(tenant, asked.push().domain(), asked.stream()));
  }

  private static WeirFault notFound(RoutingContext ctx) {
    return new WeirFault(FaultCode.NOT_FOUND, "page " + ctx.request().path());
  }

  private static String orEmpty(@Nullable String parameter) {
    return parameter == null ? "" : parameter;
  }
}
