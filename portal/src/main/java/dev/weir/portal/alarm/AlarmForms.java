package dev.weir.portal.alarm;

import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.Wildcard;
import dev.weir.portal.alarm.log.Silence;
import dev.weir.portal.alarm.rule.AlarmKind;
import dev.weir.portal.alarm.rule.AlarmKind.Reach;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.alarm.rule.AlarmScope;
import dev.weir.portal.alarm.rule.AlarmSettings;
import dev.weir.portal.alarm.state.Bounds;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Rules to forms and back, and the form of a silence. */
final class AlarmForms {

  static final String KIND = "kind";
  static final String NAME = "name";
  static final String MAIL = "mailTo";
  static final String CLEAR = "clear";
  static final FormShape SILENCE =
      FormShape.of(
          "silence",
          Field.choice("hours", "1", "4", "24", "168").mandatory(),
          Field.text("reason", Silence.MAX_REASON));

  private static final String DOMAIN = "domain";
  private static final String APP = "app";
  private static final String STREAM = "stream";
  private static final String HOLD = "hold";
  private static final String CALM = "calm";
  private static final String UNPLANNED = "unplanned";
  private static final String ON = "on";

  private AlarmForms() {}

  /** The field of a kind's bound, whose name says its unit. */
  static String bound(AlarmKind kind) {
    return switch (kind) {
      case BITRATE_LOW -> "bound-bitrate-low";
      case VIEWERS_HIGH -> "bound-viewers-high";
      case BANDWIDTH_HIGH -> "bound-bandwidth-high";
      case TRAFFIC_UNUSUAL -> "bound-traffic-unusual";
      case CERTIFICATE -> "bound-certificate";
      case BUDGET -> "bound-budget";
      case STREAM_OFFLINE -> UNPLANNED;
    };
  }

  /** The form of a kind. */
  static FormShape shape(AlarmKind kind, boolean fresh) {
    FormShape shape = FormShape.of("rule", fields(kind, fresh).toArray(Field[]::new));
    return fresh ? shape : shape.versioned();
  }

  private static List<Field> fields(AlarmKind kind, boolean fresh) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text(NAME, AlarmSettings.MAX_NAME).mandatory());
    if (kind.reach() != Reach.TENANT) {
      fields.add(Field.text(DOMAIN, AlarmScope.MAX_DOMAIN));
    }
    if (kind.reach() == Reach.STREAMS) {
      fields.add(Field.text(APP, AlarmScope.MAX_APP));
      fields.add(Field.text(STREAM, AlarmScope.MAX_PATTERN));
    }
    if (kind.hasBound()) {
      fields.add(Field.number(bound(kind)).mandatory());
      fields.add(Field.number(CLEAR));
    } else {
      fields.add(Field.flag(UNPLANNED));
    }
    fields.add(Field.number(HOLD).mandatory());
    fields.add(Field.number(CALM).mandatory());
    fields.add(Field.several(MAIL));
    fields.add(fresh ? Field.hidden(KIND) : Field.flag(ON));
    return fields;
  }

  /** A form for a new one. */
  static Form blank(AlarmKind kind) {
    Form form =
        Form.blank(shape(kind, true))
            .with(KIND, kind.text())
            .with(HOLD, kind.pace() == AlarmKind.Pace.QUICK ? "30" : "0")
            .with(CALM, kind.pace() == AlarmKind.Pace.QUICK ? "30" : "0")
            .with(MAIL, List.of(AlarmSettings.OWNERS));
    return kind.hasBound() ? form : form.with(UNPLANNED, true);
  }

  /** A form that has a rule. */
  static Form filled(AlarmRule rule) {
    AlarmSettings settings = rule.settings();
    AlarmKind kind = settings.kind();
    Form form =
        Form.blank(shape(kind, false))
            .version(rule.revision())
            .with(NAME, settings.name())
            .with(HOLD, Long.toString(settings.hold().toSeconds()))
            .with(CALM, Long.toString(settings.calm().toSeconds()))
            .with(MAIL, settings.mailTo())
            .with(ON, settings.on());
    if (kind.reach() != Reach.TENANT) {
      form.with(DOMAIN, settings.scope().domain());
    }
    if (kind.reach() == Reach.STREAMS) {
      form.with(APP, settings.scope().app()).with(STREAM, settings.scope().stream());
    }
    if (!kind.hasBound()) {
      return form.with(UNPLANNED, settings.unplanned());
    }
    return form.with(bound(kind), shown(kind, settings.bounds().bound()))
        .with(CLEAR, shown(kind, settings.bounds().clear()));
  }

  /** As a form has a rule, for telling differences. */
  static Map<String, String> values(AlarmRule rule) {
    Form form = filled(rule);
    Map<String, String> values = new LinkedHashMap<>();
    fields(rule.settings().kind(), false)
        .forEach(field -> values.put(field.name(), String.join(", ", form.all(field.name()))));
    return values;
  }

  private static String shown(AlarmKind kind, long value) {
    return Long.toString(value / kind.grain());
  }

  /** Reads a rule; empty when something is wrong, which stands beside its field then. */
  static Optional<AlarmSettings> read(Form form, AlarmKind kind, boolean fresh) {
    boolean domains = kind.reach() != Reach.TENANT;
    boolean streams = kind.reach() == Reach.STREAMS;
    String domain = domains ? part(form, DOMAIN, DomainName::new) : "";
    String app = streams ? part(form, APP, AppName::new) : "";
    String stream = streams ? part(form, STREAM, Wildcard::new) : "";
    Optional<Bounds> bounds = bounds(form, kind);
    if (!form.valid() || bounds.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AlarmSettings(
            form.text(NAME).strip(),
            kind,
            new AlarmScope(domain, app, stream),
            bounds.get(),
            seconds(form, HOLD),
            seconds(form, CALM),
            !kind.hasBound() && form.flag(UNPLANNED),
            form.all(MAIL),
            fresh || form.flag(ON)));
  }

  private static Optional<Bounds> bounds(Form form, AlarmKind kind) {
    if (!kind.hasBound()) {
      return Optional.of(AlarmSettings.usual(kind, 1));
    }
    Optional<Long> bound = scaled(form, kind, bound(kind));
    Optional<Long> clear = scaled(form, kind, CLEAR);
    if (bound.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          clear
              .map(said -> new Bounds(kind.side(), bound.get(), said))
              .orElseGet(() -> AlarmSettings.usual(kind, bound.get())));
    } catch (IllegalArgumentException crossed) {
      form.error(CLEAR, "clear.crossed");
      return Optional.empty();
    }
  }

  private static Optional<Long> scaled(Form form, AlarmKind kind, String field) {
    Optional<Long> typed = form.number(field);
    boolean fits =
        typed
            .map(value ->
                value >= kind.least() / kind.grain() && value <= kind.most() / kind.grain())
            .orElse(true);
    if (!fits) {
      form.error(field, "bound.wrong", kind.least() / kind.grain(), kind.most() / kind.grain());
      return Optional.empty();
    }
    return typed.map(value -> value * kind.grain());
  }

  private static Duration seconds(Form form, String field) {
    long most = AlarmSettings.MAX_TIME.toSeconds();
    return Duration.ofSeconds(Math.clamp(form.number(field).orElse(0L), -1, most + 1));
  }

  private static String part(Form form, String field, Function<String, Object> reading) {
    String typed = form.text(field).strip();
    if (!typed.isEmpty()) {
      try {
        Object _ = reading.apply(typed);
      } catch (IllegalArgumentException none) {
        form.error(field, field + ".wrong");
      }
    }
    return typed;
  }

  /** What can be helped stands beside its field; the rest is a page of its own. */
  static void explain(Form form, AlarmKind kind, WeirFault refused) {
    switch (refused.code()) {
      case ALARM_RULES_EXCEEDED -> form.error(NAME, "name.many", AlarmRules.MAX_RULES);
      case SETTING_INVALID -> {
        String subject = String.valueOf(refused.subject());
        String field = subject.equals("bound") ? bound(kind) : subject;
        form.error(field, subject + ".refused");
      }
      default -> throw refused;
    }
  }
}
