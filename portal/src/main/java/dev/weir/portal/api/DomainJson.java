package dev.weir.portal.api;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PushPolicy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A domain as the API tells it: without any secret. Names of fields are a contract. */
final class DomainJson {

  private DomainJson() {}

  static JsonObject of(DomainPolicy policy) {
    JsonObject json =
        new JsonObject().put("name", policy.domain().value()).put("version", policy.version());
    policy.push().ifPresent(push -> json.put("push", push(push)));
    policy.play().ifPresent(play -> json.put("play", play(play)));
    return json;
  }

  private static JsonObject push(PushPolicy push) {
    return new JsonObject()
        .put("apps", apps(push.apps()))
        .put("takeoverApps", apps(push.takeoverApps()))
        .put("signatureRequired", push.signatureRequired())
        .put("signatureValiditySeconds", push.signatureValidity().toSeconds())
        .put("reconnectWindowSeconds", push.reconnectWindow().toSeconds())
        .put("maxLiveStreams", push.maxLiveStreams())
        .put("keys", keys(push.keys()));
  }

  private static JsonObject play(PlayPolicy play) {
    return new JsonObject()
        .put("pushDomain", play.pushDomain().value())
        .put("signatureRequired", play.signatureRequired())
        .put("signatureValiditySeconds", play.signatureValidity().toSeconds())
        .put("sessionLifetimeSeconds", play.sessionLifetime().toSeconds())
        .put("corsOrigins", sorted(play.corsOrigins().stream()))
        .put("frameAncestors", sorted(play.frameAncestors().stream()))
        .put("container", play.defaultContainer().name().toLowerCase(Locale.ROOT))
        .put("maxViewers", play.maxViewers())
        .put("keys", keys(play.keys()));
  }

  private static JsonArray keys(SigningKeyRing ring) {
    return sorted(ring.keys().stream().map(SigningKey::id));
  }

  private static JsonArray apps(Set<AppName> apps) {
    return sorted(apps.stream().map(AppName::value));
  }

  private static JsonArray sorted(Stream<String> texts) {
    return new JsonArray(texts.sorted().toList());
  }
}
