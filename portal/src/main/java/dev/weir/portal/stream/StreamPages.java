package dev.weir.portal.stream;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.domain.TenantDomains;
import dev.weir.portal.history.HistoryPage;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.quality.QualityGlance;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Each stream's page, which follows whether it is live. */
public final class StreamPages {

  /** Publishes that the page shows. */
  static final int LAST_PUBLISHES = 10;

  private static final String PAGE = "stream/page";
  private static final int OK = 200;
  private static final int UNPROCESSABLE = 422;

  private final StreamServices services;
  private final LiveEvents events;
  private final PublicPorts ports;
  private final Pages pages;
  private final TimeSource time;
  private final PreferredTransport transport;

  /**
   * Pages over these.
   *
   * @param transport whether players are https unless a person wants it otherwise
   */
  public StreamPages(
      StreamServices services,
      LiveEvents events,
      PublicPorts ports,
      Pages pages,
      TimeSource time,
      PreferredTransport transport) {
    this.services = services;
    this.events = events;
    this.ports = ports;
    this.pages = pages;
    this.time = time;
    this.transport = transport;
  }

  /** The portal's page of a stream. */
  public static String path(StreamAddress address) {
    String domain = URLEncoder.encode(address.pushDomain().value(), StandardCharsets.UTF_8);
    return "/streams/" + domain + "/" + address.path();
  }

  /**
   * Its lines of the table. Signed addresses are as good as keys: the page shows them to whoever
   * may sign, and to everybody else the picture and its figures alone.
   */
  public List<RouteEntry> routes() {
    Permission read = Permission.STREAMS_READ;
    return List.of(
        RouteEntry.page(StreamRequest.PATH, read, this::page),
        RouteEntry.script(StreamRequest.PATH + "/events", read, this::pageEvents));
  }

  /** {@code GET /streams/:domain/:app/:name}. */
  private void page(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    Asked asked = asked(ctx, actor);
    Map<String, Object> model = new HashMap<>(liveModel(actor, asked));
    model.put("audience", AudiencePath.of(asked.domains(), asked.address()));
    model.putAll(keptModel(actor, asked));
    int status = asked.wish().own().valid() ? OK : UNPROCESSABLE;
    pages.send(
        ctx,
        new Page(PAGE, asked.address().path(), "streams", status, model, List.of())
            .playing(
                asked.domains().playDomains().stream()
                    .flatMap(domain -> PlayAddresses.origins(domain.domain(), ports).stream())
                    .toList()));
  }

  /** {@code GET /streams/:domain/:app/:name/events}: the page as it changes. */
  private void pageEvents(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    Asked asked = asked(ctx, actor);
    events.followAll(
        ctx,
        () -> pages.fragments(PAGE, Set.of("state", "now", "record"), liveModel(actor, asked)));
  }

  private record Asked(
      TenantDomains domains, DomainPolicy push, StreamAddress address, StreamView.Wish wish) {}

  private Asked asked(RoutingContext ctx, Actor actor) {
    TenantDomains own = services.domains().of(actor.tenant());
    StreamAddress address = StreamRequest.address(ctx, actor, own);
    return new Asked(
        own,
        own.push(address.pushDomain(), address.app()).orElseThrow(),
        address,
        StreamView.Wish.read(ctx, transport.secure(own.playFor(address.pushDomain()))));
  }

  private Map<String, Object> liveModel(Actor actor, Asked asked) {
    StreamPath path = new StreamPath(asked.address().app(), asked.address().stream());
    return Map.of(
        "stream",
        StreamView.of(
            asked.push(),
            asked.domains().playFor(asked.push().domain()),
            path,
            ports,
            asked.wish(),
            time.now()),
        "signs",
        actor.may(Permission.URLS_SIGN),
        "rows",
        services.live().row(actor.tenant(), asked.push().domain(), path),
        "recorded",
        services.recordings().isRunning(actor, asked.address()),
        "full",
        services.recordings().isFull(actor),
        "ladders",
        services.live().ladder(actor.tenant(), asked.push().domain(), path),
        "healths",
        services.live().health(actor.tenant(), asked.push().domain(), path));
  }

  /** What does not change by itself: labels, a block, and the last publishes. */
  private Map<String, Object> keptModel(Actor actor, Asked asked) {
    StreamAddress address = asked.address();
    StreamPath path = new StreamPath(address.app(), address.stream());
    HistoryPage last = services.history().of(actor, address, LAST_PUBLISHES);
    return Map.of(
        "poster",
        services
            .live()
            .find(actor.tenant(), address.pushDomain(), path)
            .map(entry -> Wall.picture(entry, services.pictures().newest(actor.tenant())))
            .orElse(""),
        "operate",
        actor.may(Permission.STREAMS_OPERATE),
        "blocked",
        services.controls().blocked(actor, address).map(BlockedRow::of).stream().toList(),
        "labels",
        services.labels().of(actor, address).text().lines().toList(),
        "glance",
        QualityGlance.of(services.quality(), actor, address, time.now()),
        "history",
        last.records().stream()
            .map(record -> HistoryRow.of(record, asked.domains(), time.now()))
            .toList(),
        "older",
        last.next().isPresent() ? HistoryPages.pathOf(address) : "");
  }
}
