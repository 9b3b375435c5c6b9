package dev.weir.portal.api.stream;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.domain.TenantDomains;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.stream.PlayAddresses;
import dev.weir.portal.stream.PreferredTransport;
import dev.weir.portal.stream.PublicPorts;
import dev.weir.portal.stream.PushAddresses;
import dev.weir.portal.stream.Rendition;
import dev.weir.portal.stream.StreamPath;
import dev.weir.portal.stream.Validity;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code /api/v1/urls}: signed addresses, whether the stream is live or not. */
public final class UrlsApi {

  private final DomainStore domains;
  private final PreferredTransport transport;
  private final PublicPorts ports;
  private final TimeSource time;

  /** Signs with the keys of these. */
  public UrlsApi(
      DomainStore domains, PreferredTransport transport, PublicPorts ports, TimeSource time) {
    this.domains = domains;
    this.transport = transport;
    this.ports = ports;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(HttpMethod.GET, "/api/v1/urls", Permission.URLS_SIGN, this::urls));
  }

  private void urls(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    StreamPath path = AskedStream.path(call);
    TenantDomains own = domains.of(call.actor().tenant());
    DomainPolicy push =
        AskedStream.domains(call, own, path).stream()
            .findFirst()
            .orElseThrow(() -> new WeirFault(FaultCode.APP_UNKNOWN, path.path()));
    Optional<DomainPolicy> plays = own.playFor(push.domain());
    boolean secure =
        call.find("tls").map(Boolean::valueOf).orElseGet(() -> transport.secure(plays));
    Instant until = time.now().plus(validity(call).duration());
    JsonObject answer =
        new JsonObject()
            .put("validUntil", until.toString())
            .put("push", json(PushAddresses.of(push, ports, path, until)));
    plays.ifPresent(domain -> {
      Function<StreamPath, JsonObject> play =
          stream -> json(PlayAddresses.of(domain, ports, stream, until, secure));
      JsonArray renditions = new JsonArray();
      Rendition.of(push, path).forEach(one -> renditions.add(json(one, play)));
      JsonObject source = play.apply(path);
      PlayAddresses.snapshot(push, domain, ports, path, until, secure)
          .ifPresent(url -> source.put("snapshot", url));
      answer.put("play", source).put("renditions", renditions);
    });
    call.ok(answer);
  }

  private static Validity validity(ApiCall call) {
    return call.find("valid")
        .map(text ->
            Validity.read(text)
                .orElseThrow(() -> new InvalidRequest("/query/valid", "is longer than ten years")))
        .orElse(Validity.DAY);
  }

  private static JsonObject json(PushAddresses push) {
    return new JsonObject()
        .put("server", push.server())
        .put("streamKey", push.streamKey())
        .put("rtmp", push.url())
        .put("rtmps", push.secureUrl());
  }

  private static JsonObject json(Rendition rendition, Function<StreamPath, JsonObject> play) {
    return new JsonObject()
        .put("stream", rendition.path().stream().value())
        .put("template", rendition.template().id().value())
        .put("play", play.apply(rendition.path()));
  }

  private static JsonObject json(PlayAddresses play) {
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
