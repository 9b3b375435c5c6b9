package dev.weir.portal.api.domain;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.Finding;
import dev.weir.portal.domain.proof.DomainProofs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A domain as the API tells it: without any secret. Names of fields are a contract. */
final class DomainJson {

  private DomainJson() {}

  /**
   * A domain, and what holds on it.
   *
   * @param policy empty while it is not served
   */
  static JsonObject of(Domain domain, Optional<DomainPolicy> policy) {
    JsonObject json =
        new JsonObject()
            .put("name", domain.name().value())
            .put("version", domain.version())
            .put("state", text(domain.state()))
            .put("use", use(domain.use()))
            .put("proof", proof(domain))
            .put("createdAt", domain.times().createdAt().toString());
    if (domain.finding() != Finding.NONE) {
      json.put("finding", text(domain.finding()));
    }
    domain.target().ifPresent(target -> json.put("target", target.value()));
    domain.times().provenAt().ifPresent(at -> json.put("provenAt", at.toString()));
    domain.times().checkedAt().ifPresent(at -> json.put("checkedAt", at.toString()));
    domain.times().nextCheckAt().ifPresent(at -> json.put("nextCheckAt", at.toString()));
    domain.times().deleteAfter().ifPresent(at -> json.put("deleteAfter", at.toString()));
    policy.flatMap(DomainPolicy::push).ifPresent(push -> json.put("push", push(push)));
    policy.flatMap(DomainPolicy::play).ifPresent(play -> json.put("play", play(play)));
    return json;
  }

  private static JsonObject use(Domain.Use use) {
    JsonObject json =
        new JsonObject()
            .put("push", use.push())
            .put("playedBy", sorted(use.playedBy().stream().map(DomainName::value)));
    use.playsOf().ifPresent(of -> json.put("plays", of.value()));
    return json;
  }

  private static JsonObject proof(Domain domain) {
    JsonObject json = new JsonObject().put("given", domain.proven());
    return domain.token().isEmpty()
        ? json
        : json.put("record", DomainProofs.recordName(domain.name()))
            .put("token", domain.token())
            .put("file", "http://" + domain.name() + DomainProofs.filePath(domain.token()));
  }

  private static JsonObject push(PushPolicy push) {
    return new JsonObject()
        .put("apps", apps(push.apps()))
        .put("takeoverApps", apps(push.takeoverApps()))
        .put("signatureRequired", push.authentication().required())
        .put("signatureValiditySeconds", push.authentication().validity().toSeconds())
        .put("reconnectWindowSeconds", push.reconnectWindow().toSeconds())
        .put("maxLiveStreams", push.maxLiveStreams())
        .put("keys", keys(push.authentication().keys()));
  }

  private static JsonObject play(PlayPolicy play) {
    return new JsonObject()
        .put("pushDomain", play.pushDomain().value())
        .put("signatureRequired", play.authentication().required())
        .put("signatureValiditySeconds", play.authentication().validity().toSeconds())
        .put("sessionLifetimeSeconds", play.sessionLifetime().toSeconds())
        .put("corsOrigins", sorted(play.corsOrigins().stream()))
        .put("frameAncestors", sorted(play.frameAncestors().stream()))
        .put("container", text(play.defaultContainer()))
        .put("maxViewers", play.maxViewers())
        .put("keys", keys(play.authentication().keys()));
  }

  private static JsonArray keys(SigningKeyRing ring) {
    return sorted(ring.keys().stream().map(SigningKey::id));
  }

  private static JsonArray apps(Set<AppName> apps) {
    return sorted(apps.stream().map(AppName::value));
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static JsonArray sorted(Stream<String> texts) {
    return new JsonArray(texts.sorted().toList());
  }
}
