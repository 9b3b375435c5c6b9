package dev.weir.portal.callback;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.Wildcard;
import dev.weir.portal.callback.delivery.CallbackSecret;
import dev.weir.portal.callback.delivery.Dialect;
import dev.weir.portal.callback.event.CallbackKind;
import dev.weir.portal.web.Choice;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Endpoints to forms and back. Secrets go one way: none is ever shown in a form. */
final class CallbackForms {

  static final String NAME = "name";
  static final String URL = "url";
  static final String KEY = "key";
  static final FormShape NEW =
      shape(
          Field.choice("dialect", "standard", "apsaravideo").mandatory(),
          Field.secret(KEY, CallbackSettings.MAX_NAME).autocomplete("off"));
  static final FormShape CHANGE = shape(Field.flag("on")).versioned();
  static final FormShape ROTATE =
      FormShape.of("rotate", Field.secret(KEY, CallbackSettings.MAX_NAME).autocomplete("off"));
  static final FormShape REPLAY =
      FormShape.of(
          "replay",
          Field.choice("hours", "1", "6", "24", "72", "336").mandatory(),
          Field.flag("all"));
  static final FormShape DELETE =
      FormShape.of("delete", Field.text(NAME, CallbackSettings.MAX_NAME).mandatory());

  private CallbackForms() {}

  private static FormShape shape(Field... more) {
    Stream<Field> fields =
        Stream.of(
            Field.text(NAME, CallbackSettings.MAX_NAME).mandatory(),
            Field.text(URL, CallbackSettings.MAX_ADDRESS).mandatory(),
            Field.several("kinds"),
            Field.text("domain", CallbackSettings.MAX_DOMAIN),
            Field.text("app", CallbackSettings.MAX_APP),
            Field.text("stream", CallbackSettings.MAX_PATTERN));
    return FormShape.of("callback", Stream.concat(fields, Stream.of(more)).toArray(Field[]::new));
  }

  /** The kinds to choose from. */
  static List<Choice> kinds() {
    return CallbackKind.subscribable().stream()
        .map(kind -> new Choice(kind.text(), kind.text() + " – " + CallbackWords.kind(kind)))
        .toList();
  }

  /** A form for a new one. */
  static Form blank() {
    return Form.blank(NEW).with("dialect", Dialect.STANDARD.text());
  }

  /** A form that has an endpoint. */
  static Form filled(Callback callback) {
    CallbackSettings settings = callback.settings();
    return Form.blank(CHANGE)
        .version(callback.revision())
        .with(NAME, settings.name())
        .with(URL, settings.address().toString())
        .with("kinds", settings.kinds().stream().map(CallbackKind::text).toList())
        .with("domain", settings.domain())
        .with("app", settings.app())
        .with("stream", settings.stream())
        .with("on", callback.state() == Callback.State.ON);
  }

  /** As a form has an endpoint, for telling differences. */
  static Map<String, String> values(CallbackSettings settings) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(NAME, settings.name());
    values.put(URL, settings.address().toString());
    values.put(
        "kinds", String.join(", ", settings.kinds().stream().map(CallbackKind::text).toList()));
    values.put("domain", settings.domain());
    values.put("app", settings.app());
    values.put("stream", settings.stream());
    values.put("on", settings.on() ? "on" : "");
    return values;
  }

  /** Reads a new one; empty when something is wrong, which stands beside its field then. */
  static Optional<CallbackSettings> readNew(Form form) {
    String key = form.text(KEY).strip();
    boolean apsaraVideo = form.text("dialect").equals(Dialect.APSARAVIDEO.text());
    if (!key.isEmpty() && !(apsaraVideo && CallbackSecret.isLettersAndDigits(key))) {
      form.error(KEY, "key.wrong");
    }
    Dialect dialect = Dialect.parse(form.text("dialect")).orElse(Dialect.STANDARD);
    return read(form, dialect, true);
  }

  /** The same for a change. */
  static Optional<CallbackSettings> readChange(Form form, Dialect dialect) {
    return read(form, dialect, form.flag("on"));
  }

  private static Optional<CallbackSettings> read(Form form, Dialect dialect, boolean on) {
    Set<CallbackKind> kinds = EnumSet.noneOf(CallbackKind.class);
    for (String text : form.all("kinds")) {
      CallbackKind.parse(text)
          .filter(kind -> kind != CallbackKind.TRIAL)
          .ifPresentOrElse(kinds::add, () -> form.error("kinds", "field.choice"));
    }
    check(form, URL, URI::create, "url.wrong");
    check(form, "domain", DomainName::new, "domain.wrong");
    check(form, "app", AppName::new, "app.wrong");
    check(form, "stream", Wildcard::new, "stream.wrong");
    if (!form.valid()) {
      return Optional.empty();
    }
    return Optional.of(
        new CallbackSettings(
            form.text(NAME).strip(),
            URI.create(form.text(URL).strip()),
            dialect,
            kinds,
            form.text("domain").strip(),
            form.text("app").strip(),
            form.text("stream").strip(),
            on));
  }

  private static void check(
      Form form, String field, Function<String, Object> reading, String otherwise) {
    String typed = form.text(field).strip();
    if (!typed.isEmpty()) {
      try {
        Object _ = reading.apply(typed);
      } catch (IllegalArgumentException none) {
        form.error(field, otherwise);
      }
    }
  }
}
