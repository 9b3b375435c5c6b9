package dev.weir.portal.domain.ladder;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.Watermark;
import dev.weir.contract.ladder.WatermarkId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Ladder rules as JSON: as they rest, each with its id, and as the API tells and takes them. Names
 * of fields are a contract.
 */
public final class LadderDocument {

  private static final String ID = "id";
  private static final String APP = "app";
  private static final String STREAM = "stream";
  private static final String TEMPLATES = "templates";
  private static final String START = "start";
  private static final String IDLE = "idleSeconds";
  private static final String WATERMARK = "watermark";
  private static final String ALL = "*";

  private LadderDocument() {}

  /** A rule as the API tells it. */
  public static JsonObject of(LadderRule rule) {
    JsonArray templates = new JsonArray();
    rule.templates().forEach(template -> templates.add(template.value()));
    JsonObject json =
        new JsonObject()
            .put(STREAM, rule.stream().text())
            .put(TEMPLATES, templates)
            .put(START, name(rule.start()))
            .put(IDLE, rule.idle().toSeconds());
    rule.app().ifPresent(app -> json.put(APP, app.value()));
    rule.watermark().ifPresent(watermark -> json.put(WATERMARK, watermark.value()));
    return json;
  }

  /** Reads one; throws {@link IllegalArgumentException} for what no rule can be. */
  public static LadderRule read(JsonObject json) {
    return new LadderRule(
        Optional.ofNullable(json.getString(APP)).map(AppName::new),
        new Wildcard(json.getString(STREAM, ALL)),
        json.getJsonArray(TEMPLATES).stream()
            .map(id -> new TemplateId(String.valueOf(id)))
            .toList(),
        start(json.getString(START, name(LadderRule.Start.AT_PUBLISH))),
        Duration.ofSeconds(json.getLong(IDLE, LadderRule.DEFAULT_IDLE.toSeconds())),
        Optional.ofNullable(json.getString(WATERMARK)).map(WatermarkId::new));
  }

  /** The rules of a domain as they rest. */
  public static JsonArray of(List<KeptRule> rules) {
    JsonArray all = new JsonArray();
    rules.forEach(kept -> all.add(of(kept.rule()).put(ID, kept.id().toString())));
    return all;
  }

  /** Reads them. */
  public static List<KeptRule> read(JsonArray all) {
    List<KeptRule> rules = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      JsonObject json = all.getJsonObject(i);
      rules.add(new KeptRule(UUID.fromString(json.getString(ID)), read(json)));
    }
    return rules;
  }

  /**
   * What a domain's policy says: its rules, and what they name.
   *
   * @param templates the tenant's among those that they name, by name; any other is a preset
   * @param watermarks those that they name, by name
   */
  public static Ladders ladders(JsonArray all, JsonObject templates, JsonObject watermarks) {
    List<LadderRule> rules = read(all).stream().map(KeptRule::rule).toList();
    List<Template> named =
        rules.stream()
            .flatMap(rule -> rule.templates().stream())
            .distinct()
            .flatMap(id -> template(id, templates).stream())
            .toList();
    List<Watermark> laidOver =
        rules.stream()
            .flatMap(rule -> rule.watermark().stream())
            .distinct()
            .map(id -> WatermarkDocument.read(id, watermarks.getJsonObject(id.value())))
            .toList();
    return rules.isEmpty() ? Ladders.none() : new Ladders(named, laidOver, rules);
  }

  /** What a beginning is called. */
  public static String name(LadderRule.Start start) {
    return switch (start) {
      case AT_PUBLISH -> "publish";
      case AT_FIRST_VIEWER -> "first_viewer";
      case SENT_BY_ENCODER -> "encoder";
    };
  }

  private static LadderRule.Start start(String name) {
    return switch (name) {
      case "publish" -> LadderRule.Start.AT_PUBLISH;
      case "first_viewer" -> LadderRule.Start.AT_FIRST_VIEWER;
      case "encoder" -> LadderRule.Start.SENT_BY_ENCODER;
      default -> throw new IllegalArgumentException("no start " + name);
    };
  }

  private static Optional<Template> template(TemplateId id, JsonObject own) {
    return Optional.ofNullable(own.getJsonObject(id.value()))
        .map(document -> TemplateDocument.read(id, document))
        .or(() -> Template.presets().stream().filter(preset -> preset.id().equals(id)).findFirst());
  }
}
