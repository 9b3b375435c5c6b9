package dev.weir.portal.api.domain;

import dev.weir.contract.identity.DomainName;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.domain.LiveTouched;
import dev.weir.portal.domain.settings.DomainSettings;
import dev.weir.portal.domain.settings.PlaySettings;
import dev.weir.portal.domain.settings.PublishSettings;
import dev.weir.portal.domain.settings.Revised;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * {@code /api/v1/domains/{domain}/publishing} and {@code …/playback}: rules, each with when a
 * change of it applies and with the live streams that one would touch.
 */
public final class RulesApi {

  private final DomainSettings settings;
  private final LiveTouched live;

  /** Tells of and changes these. */
  public RulesApi(DomainSettings settings, LiveTouched live) {
    this.settings = settings;
    this.live = live;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String publishing = AskedDomain.PATH + "/publishing";
    String playback = AskedDomain.PATH + "/playback";
    Permission read = Permission.DOMAINS_READ;
    Permission write = Permission.DOMAINS_WRITE;
    return List.of(
        RouteEntry.api(HttpMethod.GET, publishing, read, ctx -> tellPublishing(ApiCall.of(ctx))),
        RouteEntry.api(HttpMethod.PATCH, publishing, write, this::changePublishing),
        RouteEntry.api(HttpMethod.GET, playback, read, ctx -> tellPlayback(ApiCall.of(ctx))),
        RouteEntry.api(HttpMethod.PATCH, playback, write, this::changePlayback));
  }

  private void changePublishing(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    DomainName name = AskedDomain.of(call);
    Revised<PublishSettings> before = settings.publishing(call.actor(), name);
    call.requireSeen(before.revision());
    PublishSettings wanted = RulesJson.publishing(before.settings(), call.body());
    call.unlessChanged(() -> {
      settings.savePublishing(call.actor(), name, wanted, before.revision());
      return wanted;
    });
    tellPublishing(call);
  }

  private void changePlayback(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    DomainName name = AskedDomain.of(call);
    Revised<PlaySettings> before = settings.playback(call.actor(), name);
    call.requireSeen(before.revision());
    PlaySettings wanted = RulesJson.playback(before.settings(), call.body());
    call.unlessChanged(() -> {
      settings.savePlayback(call.actor(), name, wanted, before.revision());
      return wanted;
    });
    tellPlayback(call);
  }

  private void tellPublishing(ApiCall call) {
    DomainName name = AskedDomain.of(call);
    Revised<PublishSettings> now = settings.publishing(call.actor(), name);
    tell(call, now, RulesJson.of(now.settings()), "next_publish", name);
  }

  private void tellPlayback(ApiCall call) {
    Revised<PlaySettings> now = settings.playback(call.actor(), AskedDomain.of(call));
    tell(call, now, RulesJson.of(now.settings()), "now", now.settings().pushDomain());
  }

  private void tell(
      ApiCall call, Revised<?> now, JsonObject rules, String when, DomainName pushDomain) {
    Settled.tell(call, now, rules, when, live.find(call.actor().tenant(), pushDomain));
  }
}
