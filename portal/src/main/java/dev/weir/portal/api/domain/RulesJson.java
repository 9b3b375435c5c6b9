package dev.weir.portal.api.domain;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.portal.domain.settings.PlaySettings;
import dev.weir.portal.domain.settings.PublishSettings;
import dev.weir.portal.web.InvalidRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A domain's rules as the API tells and takes them. Names of fields are a contract. */
final class RulesJson {

  private RulesJson() {}

  static JsonObject of(PublishSettings settings) {
    return new JsonObject()
        .put("reconnectWindowSeconds", settings.reconnectWindowS())
        .put("maxLiveStreams", settings.maxLiveStreams());
  }

  /** The settings with what a body says. */
  static PublishSettings publishing(PublishSettings before, JsonObject body) {
    return new PublishSettings(
        body.getInteger("reconnectWindowSeconds", before.reconnectWindowS()),
        body.getInteger("maxLiveStreams", before.maxLiveStreams()));
  }

  static JsonObject of(PlaySettings settings) {
    return new JsonObject()
        .put("pushDomain", settings.pushDomain().value())
        .put("sessionLifetimeSeconds", settings.sessionLifetimeS())
        .put("corsOrigins", new JsonArray(settings.corsOrigins()))
        .put("frameAncestors", new JsonArray(settings.frameAncestors()))
        .put("container", settings.container().name().toLowerCase(Locale.ROOT))
        .put("maxViewers", settings.maxViewers());
  }

  /** The settings with what a body says. */
  static PlaySettings playback(PlaySettings before, JsonObject body) {
    return new PlaySettings(
        Optional.ofNullable(body.getString("pushDomain"))
            .map(name ->
                DomainName.parse(name)
                    .orElseThrow(() -> new InvalidRequest("/pushDomain", "is no domain name")))
            .orElse(before.pushDomain()),
        body.getInteger("sessionLifetimeSeconds", before.sessionLifetimeS()),
        texts(body, "corsOrigins").orElse(before.corsOrigins()),
        texts(body, "frameAncestors").orElse(before.frameAncestors()),
        Optional.ofNullable(body.getString("container"))
            .map(name -> HlsContainer.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(before.container()),
        body.getInteger("maxViewers", before.maxViewers()));
  }

  private static Optional<List<String>> texts(JsonObject body, String name) {
    return Optional.ofNullable(body.getJsonArray(name))
        .map(texts -> texts.stream().map(String::valueOf).distinct().toList());
  }
}
