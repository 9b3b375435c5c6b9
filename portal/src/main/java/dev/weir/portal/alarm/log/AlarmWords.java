package dev.weir.portal.alarm.log;

import dev.weir.portal.alarm.rule.AlarmKind;
import dev.weir.portal.callback.event.Subject;
import dev.weir.portal.web.Messages;

/** Alarms in words, in the language of the request. */
public final class AlarmWords {

  private static final String BUNDLE = "alarm/words";
  private static final double KILO = 1_000;
  private static final double MEGA = 1_000_000;

  private AlarmWords() {}

  /** What a kind of rule looks at. */
  public static String kind(AlarmKind kind) {
    return Messages.text(BUNDLE, "kind." + kind.name());
  }

  /** The same in a sentence, for whoever chooses. */
  public static String purpose(AlarmKind kind) {
    return Messages.text(BUNDLE, "purpose." + kind.name());
  }

  /** What an alarm is about. */
  public static String subject(Subject subject) {
    if (!subject.stream().isEmpty()) {
      return subject.domain() + "/" + subject.app() + "/" + subject.stream();
    }
    if (!subject.domain().isEmpty()) {
      return subject.app().isEmpty() ? subject.domain() : subject.domain() + "/" + subject.app();
    }
    return subject.app().isEmpty() ? Messages.text(BUNDLE, "everything") : subject.app();
  }

  /** What is, or was, wrong. */
  public static String sentence(Alarm alarm) {
    AlarmKind kind = alarm.kind();
    String key = "sentence." + kind.name();
    if (kind == AlarmKind.CERTIFICATE && alarm.measured() < 0) {
      key += ".ended";
    }
    return Messages.text(
        BUNDLE,
        key,
        subject(alarm.subject()),
        value(kind, alarm.measured()),
        value(kind, (double) alarm.bound()));
  }

  /** A value in the unit of its kind. */
  public static String value(AlarmKind kind, double value) {
    return switch (kind) {
      case BITRATE_LOW, BANDWIDTH_HIGH -> bits(value);
      case STREAM_OFFLINE, VIEWERS_HIGH, CERTIFICATE, BUDGET ->
          Messages.text(BUNDLE, "whole", Math.round(value));
      case TRAFFIC_UNUSUAL -> Messages.text(BUNDLE, "tenths", value);
    };
  }

  private static String bits(double value) {
    return value < MEGA
        ? Messages.text(BUNDLE, "kilobits", value / KILO)
        : Messages.text(BUNDLE, "megabits", value / MEGA);
  }
}
