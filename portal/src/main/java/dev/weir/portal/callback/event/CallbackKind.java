package dev.weir.portal.callback.event;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of events. Their texts are stored and told: they are never changed. */
public enum CallbackKind {
  /** A publisher was let in. */
  STREAM_PUBLISHED("stream.published"),
  /** A publisher is gone. */
  STREAM_ENDED("stream.ended"),
  /** A rendition can be watched. */
  RENDITION_READY("rendition.ready"),
  /** A rendition cannot be made. */
  RENDITION_FAILED("rendition.failed"),
  /** A file of a recording has begun. */
  RECORDING_STARTED("recording.started"),
  /** A file of a recording is in the store. */
  RECORDING_FINISHED("recording.finished"),
  /** There will be no file. */
  RECORDING_FAILED("recording.failed"),
  /** A picture was taken. */
  SNAPSHOT_TAKEN("snapshot.taken"),
  /** What an encoder sends is not well. */
  HEALTH_DEGRADED("health.degraded"),
  /** What an encoder sends is well again. */
  HEALTH_RESTORED("health.restored"),
  /** A domain has another state. */
  DOMAIN_CHANGED("domain.changed"),
  /** A certificate was stored. */
  CERTIFICATE_STORED("certificate.stored"),
  /** A certificate ends soon. */
  CERTIFICATE_ENDING("certificate.ending"),
  /** A quota is used up. */
  QUOTA_EXCEEDED("quota.exceeded"),
  /** A quota has room again. */
  QUOTA_RESTORED("quota.restored"),
  /** An alarm has been raised. */
  ALARM_RAISED("alarm.raised"),
  /** An alarm is over. */
  ALARM_CLEARED("alarm.cleared"),
  /** A part of a budget is used up. */
  BUDGET_REACHED("budget.reached"),
  /** An invoice is final. */
  INVOICE_ISSUED("invoice.issued"),
  /** Somebody tries the endpoint; nobody subscribes to it. */
  TRIAL("callback.test");

  private final String text;

  CallbackKind(String text) {
    this.text = text;
  }

  /** As it is stored, told, and written in the API. */
  public String text() {
    return text;
  }

  /** Those that can be subscribed to, in the order in which pages list them. */
  public static List<CallbackKind> subscribable() {
    return Arrays.stream(values()).filter(kind -> kind != TRIAL).toList();
  }

  /** Reads the text; empty when this release knows no such kind. */
  public static Optional<CallbackKind> parse(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
  }
}
