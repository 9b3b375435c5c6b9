package dev.weir.portal.api.callback;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.Wildcard;
import dev.weir.portal.callback.Callback;
import dev.weir.portal.callback.CallbackSettings;
import dev.weir.portal.callback.CallbackWords;
import dev.weir.portal.callback.Delivery;
import dev.weir.portal.callback.LoggedAttempt;
import dev.weir.portal.callback.delivery.Attempt;
import dev.weir.portal.callback.delivery.Dialect;
import dev.weir.portal.callback.event.CallbackKind;
import dev.weir.portal.web.InvalidRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** Endpoints and events as JSON. */
final class CallbackJson {

  private CallbackJson() {}

  static JsonObject of(Callback callback) {
    CallbackSettings settings = callback.settings();
    JsonArray events = new JsonArray();
    settings.kinds().forEach(kind -> events.add(kind.text()));
    JsonObject json =
        new JsonObject()
            .put("id", callback.id().toString())
            .put("name", settings.name())
            .put("url", settings.address().toString())
            .put("dialect", settings.dialect().text())
            .put("events", events)
            .put("domain", settings.domain())
            .put("app", settings.app())
            .put("stream", settings.stream())
            .put("state", callback.state().name())
            .put("failures", callback.failures())
            .put("full", callback.fullSince().isPresent())
            .put("waiting", callback.waiting())
            .put("dead", callback.dead())
            .put("version", callback.revision())
            .put("changedBy", callback.changedBy());
    callback.lastSuccess().ifPresent(at -> json.put("lastSuccess", at.toString()));
    callback.lastFailure().ifPresent(at -> json.put("lastFailure", at.toString()));
    callback.formerUntil().ifPresent(at -> json.put("formerUntil", at.toString()));
    return json;
  }

  static JsonObject of(Delivery delivery) {
    JsonObject json =
        new JsonObject()
            .put("event", delivery.event().json())
            .put("state", delivery.state().name())
            .put("attempts", delivery.attempts())
            .put("trouble", delivery.trouble().name())
            .put("putAt", delivery.putAt().toString());
    delivery.nextAt().ifPresent(at -> json.put("nextAt", at.toString()));
    delivery.settledAt().ifPresent(at -> json.put("settledAt", at.toString()));
    return json;
  }

  static JsonObject of(LoggedAttempt logged) {
    return of(logged.attempt()).put("number", logged.number());
  }

  static JsonObject of(Attempt attempt) {
    return new JsonObject()
        .put("at", attempt.at().toString())
        .put("tookMs", attempt.tookMs())
        .put("taken", attempt.taken())
        .put("trouble", attempt.trouble().name())
        .put("sentence", CallbackWords.of(attempt))
        .put("status", attempt.status())
        .put("request", attempt.request())
        .put("response", attempt.response());
  }

  /** Reads what the document allows; throws {@link InvalidRequest} for the rest. */
  static CallbackSettings read(JsonObject body) {
    Set<CallbackKind> kinds = EnumSet.noneOf(CallbackKind.class);
    for (Object text : body.getJsonArray("events", new JsonArray())) {
      kinds.add(CallbackKind.parse(String.valueOf(text)).orElseThrow());
    }
    return new CallbackSettings(
        body.getString("name"),
        part(body, "url", URI::create),
        Dialect.parse(body.getString("dialect", Dialect.STANDARD.text())).orElseThrow(),
        kinds,
        text(body, "domain", DomainName::new),
        text(body, "app", AppName::new),
        text(body, "stream", Wildcard::new),
        body.getBoolean("on", true));
  }

  private static String text(JsonObject body, String name, Function<String, Object> reading) {
    String text = body.getString(name, "");
    if (!text.isEmpty()) {
      Object _ = part(body, name, reading);
    }
    return text;
  }

  private static <T> T part(JsonObject body, String name, Function<String, T> reading) {
    try {
      return reading.apply(body.getString(name));
    } catch (IllegalArgumentException unfit) {
      throw new InvalidRequest("/" + name, "cannot be read");
    }
  }
}
