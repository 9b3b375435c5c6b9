package dev.weir.portal.domain.settings;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings to forms and back. */
final class SettingsForms {

  static final FormShape PUBLISHING =
      FormShape.of(
              "publishing", Field.number("reconnect").mandatory(), Field.number("live").mandatory())
          .versioned();

  static final FormShape PLAYBACK =
      FormShape.of(
              "playback",
              Field.choice("plays").mandatory(),
              Field.number("session").mandatory(),
              Field.number("viewers").mandatory(),
              Field.choice("container", "cmaf", "ts").mandatory(),
              Field.area("scripts", Form.MAX_VALUE * 4).mandatory(),
              Field.area("frames", Form.MAX_VALUE * 4).mandatory())
          .versioned();

  private SettingsForms() {}

  static Form of(Revised<PublishSettings> now) {
    Form form = Form.blank(PUBLISHING).version(now.revision());
    values(now.settings()).forEach(form::with);
    return form;
  }

  static Form of(Revised<PlaySettings> now, String none) {
    Form form = Form.blank(PLAYBACK).version(now.revision());
    values(now.settings(), none).forEach(form::with);
    return form;
  }

  /** As the form has them, for telling differences. */
  static Map<String, String> values(PublishSettings settings) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("reconnect", Integer.toString(settings.reconnectWindowS()));
    values.put("live", Integer.toString(settings.maxLiveStreams()));
    return values;
  }

  static Map<String, String> values(PlaySettings settings, String lineEnd) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("plays", settings.pushDomain().value());
    values.put("session", Integer.toString(settings.sessionLifetimeS()));
    values.put("viewers", Integer.toString(settings.maxViewers()));
    values.put("container", container(settings.container()));
    values.put("scripts", String.join(lineEnd, settings.corsOrigins()));
    values.put("frames", String.join(lineEnd, settings.frameAncestors()));
    return values;
  }

  /** What is out of its range is explained beside its field. */
  static void judgePublishing(Form form) {
    range(form, "reconnect", Range.RECONNECT_WINDOW_S);
    range(form, "live", Range.LIVE_STREAMS);
  }

  static void judgePlayback(Form form) {
    range(form, "session", Range.SESSION_LIFETIME_S);
    range(form, "viewers", Range.VIEWERS);
    origins(form, "scripts");
    origins(form, "frames");
  }

  static PublishSettings publishing(Form form) {
    return new PublishSettings(number(form, "reconnect"), number(form, "live"));
  }

  static PlaySettings playback(Form form) {
    return new PlaySettings(
        DomainName.parse(form.text("plays"))
            .orElseThrow(() -> new WeirFault(FaultCode.FORM_INVALID, "plays")),
        number(form, "session"),
        WebOrigins.lines(form.text("scripts")),
        WebOrigins.lines(form.text("frames")),
        form.text("container").equals("ts") ? HlsContainer.TS : HlsContainer.CMAF,
        number(form, "viewers"));
  }

  private static String container(HlsContainer container) {
    return switch (container) {
      case CMAF -> "cmaf";
      case TS -> "ts";
    };
  }

  private static int number(Form form, String field) {
    return Math.toIntExact(form.number(field).orElseThrow());
  }

  private static void range(Form form, String field, Range range) {
    form.number(field)
        .filter(value -> !range.contains(value))
        .ifPresent(value -> form.error(field, "range", range.least(), range.most()));
  }

  private static void origins(Form form, String field) {
    List<String> lines = WebOrigins.lines(form.text(field));
    if (!lines.isEmpty() && !WebOrigins.fit(lines)) {
      form.error(field, "origins", WebOrigins.MAX);
    }
  }
}
