package dev.weir.portal.api;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.frame.Cursor;
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
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.live.LiveEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

  /** {@code GET /api/v1/streams}: what is live. */
  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Optional<String> domain = call.find("domain");
    Optional<String> app = call.find("app");
    String after = call.cursor().map(cursor -> place(cursor.parts(3))).orElse("");
    List<LiveEntry> found =
        entries(call.actor().tenant()).stream()
            .filter(entry -> domain.isEmpty() || domain.get().equals(key(entry).getFirst()))
            .filter(entry -> app.isEmpty() || app.get().equals(key(entry).get(1)))
            .filter(entry -> place(key(entry)).compareTo(after) > 0)
            .sorted(Comparator.comparing(entry -> place(key(entry))))
            .limit(call.limit() + 1L)
            .toList();
    call.page("streams", found, entry -> new Cursor(key(entry)), StreamJson::of);
  }

  /**
   * {@code GET /api/v1/streams/{app}/{stream}?domain=…}: one of them; the domain is needed only
   * where the name is live on several.
   */
  private void one(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    StreamPath path = path(call);
    Optional<String> domain = call.find("domain");
    LiveEntry found =
        entries(call.actor().tenant()).stream()
            .filter(entry -> entry.stream().address().app().equals(path.app()))
            .filter(entry -> entry.stream().address().stream().equals(path.stream()))
            .filter(entry -> domain.isEmpty() || domain.get().equals(key(entry).getFirst()))
            .findFirst()
            .orElseThrow(() -> new WeirFault(FaultCode.STREAM_NOT_LIVE, path.path()));
    call.ok(StreamJson.of(found));
  }

  /**
   * {@code GET /api/v1/urls?app=…&stream=…&domain=…&valid=1h|1d|30d|1y}: signed addresses, whether
   * the stream is live or not.
   */
  private void urls(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    StreamPath path = path(call);
    TenantDomains own = domains.of(call.actor().tenant());
    Optional<String> asked = call.find("domain");
    DomainPolicy push =
        own.pushDomains().stream()
            .filter(domain -> asked.isEmpty() || asked.get().equals(domain.domain().value()))
            .filter(domain -> domain.push().orElseThrow().apps().contains(path.app()))
            .findFirst()
            .orElseThrow(() -> new WeirFault(FaultCode.APP_UNKNOWN, path.path()));
    Validity validity = call.find("valid").map(Validity::read).orElse(Validity.DAY);
    Instant until = time.now().plus(validity.duration());
    PushAddresses to = PushAddresses.of(push, ports, path, until);
    JsonObject answer =
        new JsonObject().put("validUntil", until.toString()).put("push", pushJson(to));
    own.playFor(push.domain())
        .ifPresent(play ->
            answer.put("play", playJson(PlayAddresses.of(play, ports, path, until, false))));
    call.ok(answer);
  }

  /** Where a stream stands in the list: by domain, app and name. */
  private static List<String> key(LiveEntry entry) {
    StreamAddress address = entry.stream().address();
    return List.of(address.pushDomain().value(), address.app().value(), address.stream().value());
  }

  /** A key to compare by; nothing in it is smaller than what parts are joined by. */
  private static String place(List<String> key) {
    return String.join("\n", key);
  }

  private List<LiveEntry> entries(TenantId tenant) {
    return live.of(tenant)
        .orElseThrow(() -> new WeirFault(FaultCode.LIVE_STATE_UNAVAILABLE, "tenant=" + tenant));
  }

  private static StreamPath path(ApiCall call) {
    return StreamPath.read(call.text("app"), call.text("stream"))
        .orElseThrow(() -> new WeirFault(FaultCode.NAME_INVALID, call.operation().id()));
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
}
