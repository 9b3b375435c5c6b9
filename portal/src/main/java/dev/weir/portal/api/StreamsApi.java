package dev.weir.portal.api;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.domain.TenantDomains;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.stream.LiveStreams;
import dev.weir.portal.stream.PlayAddresses;
import dev.weir.portal.stream.PublicPorts;
import dev.weir.portal.stream.PushAddresses;
import dev.weir.portal.stream.StreamPath;
import dev.weir.portal.stream.Validity;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.live.LiveEntry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/streams} and {@code /api/v1/urls}. */
public final class StreamsApi {

  private final LiveStreams live;
  private final DomainStore domains;
  private final PublicPorts ports;
  private final TimeSource time;

  /** Tells of these. */
  public StreamsApi(LiveStreams live, DomainStore domains, PublicPorts ports, TimeSource time) {
    this.live = live;
    this.domains = domains;
    this.ports = ports;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(HttpMethod.GET, "/api/v1/streams", Permission.STREAMS_READ, this::list),
        RouteEntry.api(
            HttpMethod.GET, "/api/v1/streams/:app/:stream", Permission.STREAMS_READ, this::one),
        RouteEntry.api(HttpMethod.GET, "/api/v1/urls", Permission.URLS_SIGN, this::urls));
  }

  /** {@code GET /api/v1/streams}: all that is live. */
  private void list(RoutingContext ctx) {
    JsonArray streams = new JsonArray();
    entries(Visit.of(ctx).actor().tenant()).forEach(entry -> streams.add(StreamJson.of(entry)));
    send(ctx, new JsonObject().put("streams", streams));
  }

  /**
   * {@code GET /api/v1/streams/{app}/{stream}?domain=…}: one of them; the domain is needed only
   * where the name is live on several.
   */
  private void one(RoutingContext ctx) {
    StreamPath path = path(ctx, ctx.pathParam("app"), ctx.pathParam("stream"));
    String domain = ctx.request().getParam("domain");
    LiveEntry found =
        entries(Visit.of(ctx).actor().tenant()).stream()
            .filter(entry -> entry.stream().address().app().equals(path.app()))
            .filter(entry -> entry.stream().address().stream().equals(path.stream()))
            .filter(entry ->
                domain == null || entry.stream().address().pushDomain().value().equals(domain))
            .findFirst()
            .orElseThrow(() -> new WeirFault(FaultCode.STREAM_NOT_LIVE, path.path()));
    send(ctx, StreamJson.of(found));
  }

  /**
   * {@code GET /api/v1/urls?app=…&stream=…&domain=…&valid=1h|1d|30d|1y}: signed addresses, whether
   * the stream is live or not.
   */
  private void urls(RoutingContext ctx) {
    StreamPath path = path(ctx, ctx.request().getParam("app"), ctx.request().getParam("stream"));
    TenantDomains own = domains.of(Visit.of(ctx).actor().tenant());
    String asked = ctx.request().getParam("domain");
    DomainPolicy push =
        own.pushDomains().stream()
            .filter(domain -> asked == null || domain.domain().value().equals(asked))
            .filter(domain -> domain.push().orElseThrow().apps().contains(path.app()))
            .findFirst()
            .orElseThrow(() -> new WeirFault(FaultCode.APP_UNKNOWN, path.path()));
    Validity validity = Validity.read(ctx.request().getParam("valid"));
    Instant until = time.now().plus(validity.duration());
    PushAddresses to = PushAddresses.of(push, ports, path, until);
    JsonObject answer =
        new JsonObject().put("validUntil", until.toString()).put("push", pushJson(to));
    own.playFor(push.domain())
        .ifPresent(play ->
            answer.put("play", playJson(PlayAddresses.of(play, ports, path, until, false))));
    send(ctx, answer);
  }

  private List<LiveEntry> entries(TenantId tenant) {
    return live.of(tenant)
        .orElseThrow(() -> new WeirFault(FaultCode.LIVE_STATE_UNAVAILABLE, "tenant=" + tenant));
  }

  private static StreamPath path(
      RoutingContext ctx, @Nullable String app, @Nullable String stream) {
    return StreamPath.read(app, stream)
        .orElseThrow(() -> new WeirFault(FaultCode.NAME_INVALID, ctx.request().path()));
  }

  private static JsonObject pushJson(PushAddresses push) {
    return new JsonObject()
        .put("server", push.server())
        .put("streamKey", push.streamKey())
        .put("rtmp", push.url())
        .put("rtmps", push.secureUrl());
  }

  private static JsonObject playJson(PlayAddresses play) {
    return new JsonObject()
        .put("watch", play.watch())
        .put("embed", play.embed())
        .put("hls", play.hls())
        .put("hlsTs", play.hlsTs())
        .put("flv", play.flv())
        .put("webSocketFlv", play.webSocketFlv())
        .put("rtmp", play.rtmp());
  }

  private static void send(RoutingContext ctx, JsonObject body) {
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.encode());
  }
}
