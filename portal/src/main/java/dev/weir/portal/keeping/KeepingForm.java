package dev.weir.portal.keeping;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.NameRule;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.keeping.StreamChoice;
import dev.weir.portal.domain.access.EntryKind;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules of one kind to forms and back. */
final class KeepingForm<R> {

  private static final int MAX_STREAM = 128;

  private final KeepingPart<R> part;
  private final List<Field> fields;
  private final FormShape shape;

  KeepingForm(KeepingPart<R> part) {
    this.part = part;
    this.fields =
        Stream.of(
                Stream.of(Field.choice("app"), Field.text("stream", MAX_STREAM).mandatory()),
                part.fields().stream(),
                Stream.of(Field.number("place").mandatory()))
            .flatMap(some -> some)
            .toList();
    this.shape = FormShape.of("rule", fields.toArray(Field[]::new)).versioned();
  }

  FormShape shape() {
    return shape;
  }

  /** What a new rule begins as, at the end. */
  Form blank(int place, long revision) {
    return filled(part.usual(), place, revision);
  }

  /** A form that has a rule. */
  Form filled(R rule, int place, long revision) {
    Form form = Form.blank(shape).version(revision);
    StreamChoice streams = part.kind().streams().apply(rule);
    form.with("app", streams.app().map(AppName::value).orElse(""));
    form.with("stream", streams.stream().text());
    part.fill(form, rule);
    return form.with("place", Integer.toString(place));
  }

  /** As a form has a rule, for telling differences. */
  Map<String, String> values(R rule, int place) {
    Form form = filled(rule, place, 0);
    Map<String, String> values = new LinkedHashMap<>();
    fields.forEach(field -> values.put(field.name(), String.join(", ", form.all(field.name()))));
    return values;
  }

  /** Reads a rule; empty when something is wrong, which stands beside its field then. */
  Optional<R> read(Form form) {
    String app = form.text("app");
    if (!app.isEmpty() && !NameRule.accepts(app)) {
      form.error("app", "field.choice");
    }
    Optional<Wildcard> stream = EntryKind.STREAM.find(form.text("stream").strip());
    if (stream.isEmpty() && !form.text("stream").isBlank()) {
      form.error("stream", "stream.wrong");
    }
    form.number("place")
        .filter(place -> place < 1 || place > Integer.MAX_VALUE)
        .ifPresent(place -> form.error("place", "place.wrong"));
    StreamChoice streams =
        new StreamChoice(
            Optional.of(app).filter(NameRule::accepts).map(AppName::new),
            stream.orElse(StreamChoice.all().stream()));
    R rule = part.read(form, streams);
    return form.valid() ? Optional.of(rule) : Optional.empty();
  }

  /** Where the rule shall stand, counted from 1. */
  static int place(Form form) {
    return Math.toIntExact(form.number("place").orElseThrow());
  }
}
