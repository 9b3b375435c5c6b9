package dev.weir.portal.template;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.NameRule;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.WatermarkId;
import dev.weir.portal.domain.access.EntryKind;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Ladder rules to forms and back. */
final class RuleForm {

  static final FormShape SHAPE = shape();

  private static final String PUBLISH = "publish";
  private static final String VIEWER = "viewer";
  private static final String ENCODER = "encoder";

  private RuleForm() {}

  private static FormShape shape() {
    Stream<Field> before = Stream.of(Field.choice("app"), Field.text("stream", 128).mandatory());
    Stream<Field> after =
        Stream.of(
            Field.choice("watermark"),
            Field.choice("start", PUBLISH, VIEWER, ENCODER).mandatory(),
            Field.number("idle").mandatory(),
            Field.number("place").mandatory());
    return FormShape.of(
            "rule",
            Stream.of(before, places().stream().map(Field::choice), after)
                .flatMap(fields -> fields)
                .toArray(Field[]::new))
        .versioned();
  }

  /** The fields in which templates are chosen, one after the other. */
  static List<String> places() {
    return List.of(
        "rendition1",
        "rendition2",
        "rendition3",
        "rendition4",
        "rendition5",
        "rendition6",
        "rendition7",
        "rendition8");
  }

  /** What a new rule begins as, at the end. */
  static Form blank(int place, long revision) {
    return Form.blank(SHAPE)
        .version(revision)
        .with("stream", "*")
        .with("start", PUBLISH)
        .with("idle", Long.toString(LadderRule.DEFAULT_IDLE.toSeconds()))
        .with("place", Integer.toString(place));
  }

  /** As a form has a rule, for filling it in and for telling differences. */
  static Map<String, String> values(LadderRule rule, int place) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("app", rule.app().map(AppName::value).orElse(""));
    values.put("stream", rule.stream().text());
    for (int i = 0; i < places().size(); i++) {
      boolean chosen = i < rule.templates().size();
      values.put(places().get(i), chosen ? rule.templates().get(i).value() : "");
    }
    values.put("watermark", rule.watermark().map(WatermarkId::value).orElse(""));
    values.put(
        "start",
        switch (rule.start()) {
          case AT_PUBLISH -> PUBLISH;
          case AT_FIRST_VIEWER -> VIEWER;
          case SENT_BY_ENCODER -> ENCODER;
        });
    values.put("idle", Long.toString(rule.idle().toSeconds()));
    values.put("place", Integer.toString(place));
    return values;
  }

  /** Reads a rule; empty when something is wrong, which stands beside its field then. */
  static Optional<LadderRule> read(Form form) {
    String app = form.text("app");
    if (!app.isEmpty() && !NameRule.accepts(app)) {
      form.error("app", "field.choice");
    }
    Optional<Wildcard> stream = EntryKind.STREAM.find(form.text("stream").strip());
    if (stream.isEmpty() && !form.text("stream").isBlank()) {
      form.error("stream", "stream.wrong");
    }
    List<TemplateId> templates = templates(form);
    Optional<WatermarkId> watermark = watermark(form);
    range(form, "idle", 0, LadderRule.MAX_IDLE.toSeconds());
    range(form, "place", 1, Integer.MAX_VALUE);
    if (!form.valid()) {
      return Optional.empty();
    }
    return Optional.of(
        new LadderRule(
            app.isEmpty() ? Optional.empty() : Optional.of(new AppName(app)),
            stream.orElseThrow(),
            templates,
            start(form.text("start")),
            Duration.ofSeconds(form.number("idle").orElseThrow()),
            watermark));
  }

  private static Optional<WatermarkId> watermark(Form form) {
    String chosen = form.text("watermark");
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    if (!WatermarkId.accepts(chosen)) {
      form.error("watermark", "field.choice");
      return Optional.empty();
    }
    if (form.text("start").equals(ENCODER)) {
      form.error("watermark", "watermark.encoder");
    }
    return Optional.of(new WatermarkId(chosen));
  }

  private static LadderRule.Start start(String chosen) {
    return switch (chosen) {
      case VIEWER -> LadderRule.Start.AT_FIRST_VIEWER;
      case ENCODER -> LadderRule.Start.SENT_BY_ENCODER;
      default -> LadderRule.Start.AT_PUBLISH;
    };
  }

  /** Where the rule shall stand, counted from 1. */
  static int place(Form form) {
    return Math.toIntExact(form.number("place").orElseThrow());
  }

  /** Says beside its field that a template is gone. */
  static void missing(Form form, String template) {
    places().stream()
        .filter(place -> form.text(place).equals(template))
        .forEach(place -> form.error(place, "rendition.gone", template));
  }

  /** Those that are chosen, in their order; each once. */
  private static List<TemplateId> templates(Form form) {
    List<TemplateId> chosen = new ArrayList<>();
    for (String place : places()) {
      String name = form.text(place);
      if (name.isEmpty()) {
        continue;
      }
      if (!TemplateId.accepts(name)) {
        form.error(place, "field.choice");
      } else if (chosen.contains(new TemplateId(name))) {
        form.error(place, "rendition.twice");
      } else {
        chosen.add(new TemplateId(name));
      }
    }
    return chosen;
  }

  private static void range(Form form, String field, long least, long most) {
    form.number(field)
        .filter(value -> value < least || value > most)
        .ifPresent(value -> form.error(field, "range", least, most));
  }
}
