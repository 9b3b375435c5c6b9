package dev.weir.portal.guide;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.domain.TenantDomains;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.stream.AppChoice;
import dev.weir.portal.stream.LiveEvents;
import dev.weir.portal.stream.LiveRow;
import dev.weir.portal.stream.LiveStreams;
import dev.weir.portal.stream.PlayAddresses;
import dev.weir.portal.stream.PreferredTransport;
import dev.weir.portal.stream.PublicPorts;
import dev.weir.portal.stream.StreamPath;
import dev.weir.portal.stream.StreamView;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The page of the guide, which follows what happens, and where a person comes home to. */
public final class GuidePages {

  private static final String PATH = "/guide";
  private static final String PAGE = "guide/page";
  private static final FormShape AWAY = FormShape.of("away", Field.hidden("show"));

  private final Guide guide;
  private final Rooms rooms;
  private final PublicPorts ports;
  private final Pages pages;
  private final TimeSource time;
  private final PortalOrigin origin;

  /**
   * Pages over these.
   *
   * @param origin where the portal is
   */
  public GuidePages(
      Guide guide,
      Rooms rooms,
      PublicPorts ports,
      Pages pages,
      TimeSource time,
      PortalOrigin origin) {
    this.guide = guide;
    this.rooms = rooms;
    this.ports = ports;
    this.pages = pages;
    this.time = time;
    this.origin = origin;
  }

  /**
   * What the page shows beside the steps themselves.
   *
   * @param domains in every state
   * @param served those that are served, with their keys
   * @param transport whether players are https
   */
  public record Rooms(
      Domains domains,
      DomainStore served,
      LiveStreams live,
      LiveEvents events,
      PreferredTransport transport) {}

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page("/", this::home),
        RouteEntry.page(PATH, Permission.URLS_SIGN, this::page),
        RouteEntry.script(PATH + "/events", Permission.URLS_SIGN, this::events),
        RouteEntry.form(PATH + "/away", Permission.URLS_SIGN, this::away));
  }

  /** {@code GET /}: the guide while something is left, and where a role works otherwise. */
  private void home(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    if (Guide.isFor(actor) && guide.progress(actor).isHome()) {
      Pages.redirect(ctx, PATH);
    } else {
      Pages.redirect(ctx, actor.may(Permission.STREAMS_READ) ? "/streams" : "/account");
    }
  }

  /** {@code GET /guide}. */
  private void page(RoutingContext ctx) {
    Visit visit = Visit.of(ctx);
    List<String> origins =
        rooms.domains().list(visit.actor()).stream()
            .map(Domain::name)
            .flatMap(name -> PlayAddresses.origins(name, ports).stream())
            .toList();
    pages.send(ctx, new Page(PAGE, "", "guide", 200, model(visit, time.now()), origins));
  }

  /**
   * {@code GET /guide/events}: the steps as they are done. Addresses stay those of the beginning.
   */
  private void events(RoutingContext ctx) {
    Visit visit = Visit.of(ctx);
    Instant opened = time.now();
    rooms
        .events()
        .followAll(ctx, () -> pages.fragments(PAGE, Set.of("guide"), model(visit, opened)));
  }

  /** {@code POST /guide/away}: out of the way, or back. */
  private void away(RoutingContext ctx) {
    boolean back = Form.read(ctx, AWAY).text("show").equals("again");
    guide.putAway(Visit.of(ctx).actor(), !back);
    Pages.done(ctx, back ? PATH : "/streams", back ? "back" : "guide-away");
  }

  private Map<String, Object> model(Visit visit, Instant opened) {
    Actor actor = visit.actor();
    Progress progress = guide.progress(actor);
    TenantDomains own = rooms.served().of(actor.tenant());
    Optional<Subject> subject = subject(progress, own);
    Map<String, Object> model = new HashMap<>();
    model.put(
        "guide",
        GuideView.of(
            progress,
            subject.map(known -> view(known, own, opened)).stream().toList(),
            subject.map(known -> live(actor, known)).orElse(List.of())));
    model.put("offered", progress.domain().isPresent() ? "" : offered(visit));
    model.put("mayWrite", actor.may(Permission.DOMAINS_WRITE));
    model.put("csrf", visit.csrfToken());
    model.put("local", origin.local());
    return model;
  }

  /** The stream that the steps are about, and the domain that it is pushed to. */
  private record Subject(DomainPolicy push, StreamPath stream) {}

  /** What is or was live, or else a name for a beginning. */
  private static Optional<Subject> subject(Progress progress, TenantDomains own) {
    return progress.stream()
        .flatMap(last ->
            own.push(last.pushDomain(), last.app())
                .map(push -> new Subject(push, new StreamPath(last.app(), last.stream()))))
        .or(() -> first(progress, own));
  }

  private static Optional<Subject> first(Progress progress, TenantDomains own) {
    return own.pushDomains().stream()
        .filter(policy ->
            progress.domain().filter(known -> known.name().equals(policy.domain())).isPresent())
        .findFirst()
        .flatMap(push -> AppChoice.firstStream(push).map(stream -> new Subject(push, stream)));
  }

  private StreamView view(Subject subject, TenantDomains own, Instant opened) {
    Optional<DomainPolicy> play = own.playFor(subject.push().domain());
    return StreamView.of(
        subject.push(),
        play,
        subject.stream(),
        ports,
        StreamView.Wish.usual(rooms.transport().secure(play)),
        opened);
  }

  private List<LiveRow> live(Actor actor, Subject subject) {
    return rooms.live().row(actor.tenant(), subject.push().domain(), subject.stream());
  }

  private String offered(Visit visit) {
    return visit.actor().may(Permission.DOMAINS_WRITE)
        ? rooms
            .domains()
            .platformName(visit.actor(), visit.person().tenantName())
            .map(DomainName::value)
            .orElse("")
        : "";
  }
}
