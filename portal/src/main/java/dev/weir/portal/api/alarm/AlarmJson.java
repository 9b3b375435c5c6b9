package dev.weir.portal.api.alarm;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.alarm.log.Alarm;
import dev.weir.portal.alarm.log.AlarmWords;
import dev.weir.portal.alarm.log.Silence;
import dev.weir.portal.alarm.rule.AlarmKind;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.alarm.rule.AlarmScope;
import dev.weir.portal.alarm.rule.AlarmSettings;
import dev.weir.portal.alarm.state.Bounds;
import dev.weir.portal.callback.event.Subject;
import dev.weir.portal.web.InvalidRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Alarms, silences and rules as JSON. */
final class AlarmJson {

  private static final int USUAL_S = 30;

  private AlarmJson() {}

  static JsonObject of(Alarm alarm) {
    JsonObject json =
        new JsonObject()
            .put("id", alarm.id().toString())
            .put("rule", alarm.rule().toString())
            .put("name", alarm.ruleName())
            .put("kind", alarm.kind().text())
            .put("domain", alarm.subject().domain())
            .put("app", alarm.subject().app())
            .put("stream", alarm.subject().stream())
            .put("state", alarm.course().phase().name())
            .put("sentence", AlarmWords.sentence(alarm))
            .put("measured", alarm.measured())
            .put("bound", alarm.bound())
            .put("since", alarm.course().since().toString())
            .put("told", alarm.told());
    alarm.raisedAt().ifPresent(at -> json.put("raisedAt", at.toString()));
    alarm.resolvedAt().ifPresent(at -> json.put("resolvedAt", at.toString()));
    alarm
        .acknowledgedAt()
        .ifPresent(at ->
            json.put("acknowledgedAt", at.toString())
                .put("acknowledgedBy", alarm.acknowledgedBy()));
    return json;
  }

  static JsonObject of(Silence silence) {
    JsonObject json =
        new JsonObject()
            .put("id", silence.id().toString())
            .put("rule", silence.rule().toString())
            .put("until", silence.until().toString())
            .put("reason", silence.reason())
            .put("by", silence.by());
    silence
        .about()
        .ifPresent(about ->
            json.put("domain", about.domain())
                .put("app", about.app())
                .put("stream", about.stream()));
    return json;
  }

  static JsonObject of(AlarmRule rule) {
    AlarmSettings settings = rule.settings();
    return new JsonObject()
        .put("id", rule.id().toString())
        .put("name", settings.name())
        .put("kind", settings.kind().text())
        .put("builtIn", rule.builtIn())
        .put("domain", settings.scope().domain())
        .put("app", settings.scope().app())
        .put("stream", settings.scope().stream())
        .put("bound", settings.bounds().bound())
        .put("clear", settings.bounds().clear())
        .put("holdS", settings.hold().toSeconds())
        .put("calmS", settings.calm().toSeconds())
        .put("unplanned", settings.unplanned())
        .put("mailTo", new JsonArray(settings.mailTo()))
        .put("on", settings.on())
        .put("version", rule.revision())
        .put("changedBy", rule.changedBy());
  }

  /** Reads what the document allows; throws {@link InvalidRequest} for the rest. */
  static AlarmSettings settings(JsonObject body) {
    AlarmKind kind = AlarmKind.parse(body.getString("kind")).orElseThrow();
    long bound = body.getLong("bound", 1L);
    if (kind.hasBound() && !body.containsKey("bound")) {
      throw new InvalidRequest("/bound", "is missing");
    }
    int usual = kind.pace() == AlarmKind.Pace.QUICK ? USUAL_S : 0;
    List<String> mailTo =
        body.getJsonArray("mailTo", new JsonArray()).stream().map(String::valueOf).toList();
    return new AlarmSettings(
        body.getString("name").strip(),
        kind,
        part("/stream", () -> scope(body)),
        body.containsKey("clear")
            ? part("/clear", () -> new Bounds(kind.side(), bound, body.getLong("clear")))
            : AlarmSettings.usual(kind, bound),
        Duration.ofSeconds(body.getInteger("holdS", usual)),
        Duration.ofSeconds(body.getInteger("calmS", usual)),
        body.getBoolean("unplanned", false),
        mailTo,
        body.getBoolean("on", true));
  }

  private static AlarmScope scope(JsonObject body) {
    part("/domain", () -> new AlarmScope(body.getString("domain", ""), "", ""));
    part("/app", () -> new AlarmScope("", body.getString("app", ""), ""));
    return new AlarmScope(
        body.getString("domain", ""), body.getString("app", ""), body.getString("stream", ""));
  }

  static Subject subject(JsonObject body) {
    return new Subject(
        body.getString("domain", ""), body.getString("app", ""), body.getString("stream", ""));
  }

  static Instant until(JsonObject body) {
    try {
      return Instant.parse(body.getString("until"));
    } catch (DateTimeException none) {
      throw new InvalidRequest("/until", "is no time such as 2026-11-23T20:00:00Z");
    }
  }

  private static <T> T part(String pointer, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException unfit) {
      throw new InvalidRequest(pointer, "cannot be read");
    }
  }

  /** What a setting cannot be is told as a field that is wrong. */
  static <T> T settled(Supplier<T> change) {
    try {
      return change.get();
    } catch (WeirFault refused) {
      if (refused.code() != FaultCode.SETTING_INVALID) {
        throw refused;
      }
      String setting =
          switch (refused.subject()) {
            case "hold" -> "holdS";
            case "calm" -> "calmS";
            default -> refused.subject();
          };
      throw new InvalidRequest("/" + setting, refused.code().sentence());
    }
  }
}
