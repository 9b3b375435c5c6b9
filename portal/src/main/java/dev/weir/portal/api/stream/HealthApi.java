package dev.weir.portal.api.stream;

import dev.weir.contract.event.HealthEpisode;
import dev.weir.contract.health.HealthFinding;
import dev.weir.contract.health.HealthReport;
import dev.weir.contract.health.HealthSecond;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.health.HealthWords;
import dev.weir.portal.health.StreamHealth;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.stream.StreamPath;
import dev.weir.portal.stream.StreamServices;
import dev.weir.portal.web.RouteEntry;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.live.LiveEntry;
import dev.weir.runtime.live.LiveHealth;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;

/** {@code /api/v1/streams/…/health}: how a stream arrives, and arrived within the last day. */
public final class HealthApi {

  private final StreamServices services;
  private final TimeSource time;

  /** Tells of these. */
  public HealthApi(StreamServices services, TimeSource time) {
    this.services = services;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(
            HttpMethod.GET, AskedStream.PATH + "/health", Permission.STREAMS_READ, this::tell));
  }

  private void tell(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    StreamAddress address = AskedStream.address(call, services.domains().of(call.actor().tenant()));
    Instant now = time.now();
    Instant from = now.minus(StreamHealth.MAX_SPAN);
    JsonArray episodes = new JsonArray();
    services
        .health()
        .episodes(call.actor(), address, from, now)
        .forEach(episode -> episodes.add(json(episode)));
    JsonObject answer = new JsonObject().put("episodes", episodes);
    services
        .live()
        .find(
            call.actor().tenant(),
            address.pushDomain(),
            new StreamPath(address.app(), address.stream()))
        .flatMap(LiveEntry::health)
        .ifPresent(health -> answer.put("now", json(health)));
    call.ok(answer);
  }

  private static JsonObject json(LiveHealth health) {
    HealthReport now = health.now();
    JsonArray findings = new JsonArray();
    now.findings().forEach(finding -> findings.add(json(finding)));
    JsonArray seconds = new JsonArray();
    health.seconds().forEach(second -> seconds.add(json(second)));
    return new JsonObject()
        .put("verdict", now.verdict().name())
        .put(
            "announced",
            new JsonObject()
                .put("framesPerSecond", now.announced().framesPerSecond())
                .put("videoBitsPerSecond", now.announced().videoBitsPerSecond())
                .put("audioBitsPerSecond", now.announced().audioBitsPerSecond()))
        .put("keyFrameIntervalMs", now.keyFrameIntervalMs())
        .put("findings", findings)
        .put("seconds", seconds);
  }

  private static JsonObject json(HealthEpisode episode) {
    JsonObject json = json(episode.finding());
    episode.endedAt().ifPresent(at -> json.put("endedAt", at.toString()));
    return json;
  }

  private static JsonObject json(HealthFinding finding) {
    HealthWords words = HealthWords.of(finding);
    return new JsonObject()
        .put("issue", finding.issue().name())
        .put("severity", finding.severity().name())
        .put("measured", finding.measured())
        .put("expected", finding.expected())
        .put("since", finding.since().toString())
        .put("title", words.title())
        .put("cause", words.cause())
        .put("remedy", words.remedy());
  }

  private static JsonObject json(HealthSecond second) {
    return new JsonObject()
        .put("at", Instant.ofEpochSecond(second.epochSecond()).toString())
        .put("pictures", second.pictures())
        .put("videoBits", second.videoBits())
        .put("audioBits", second.audioBits())
        .put("gapMs", second.gapMs())
        .put("latenessMs", second.latenessMs())
        .put("driftMs", second.driftMs());
  }
}
