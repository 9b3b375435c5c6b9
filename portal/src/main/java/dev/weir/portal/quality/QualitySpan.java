package dev.weir.portal.quality;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Spans that a page is about: how long, what it is read from, and how long a point of it is. */
public enum QualitySpan {
  /** Minute by minute. */
  HOUR("1h", Duration.ofHours(1), QualityStep.MINUTE, Duration.ofMinutes(1)),
  /** By five minutes. */
  SIX_HOURS("6h", Duration.ofHours(6), QualityStep.FIVE_MINUTES, Duration.ofMinutes(5)),
  /** By quarters of an hour. */
  DAY("24h", Duration.ofDays(1), QualityStep.FIVE_MINUTES, Duration.ofMinutes(15)),
  /** By two hours. */
  WEEK("7d", Duration.ofDays(7), QualityStep.FIVE_MINUTES, Duration.ofHours(2)),
  /** By days. */
  MONTH("30d", Duration.ofDays(30), QualityStep.DAY, Duration.ofDays(1)),
  /** Likewise. */
  QUARTER("90d", Duration.ofDays(90), QualityStep.DAY, Duration.ofDays(1)),
  /** Likewise. */
  YEAR("365d", Duration.ofDays(365), QualityStep.DAY, Duration.ofDays(1));

  private static final Duration SEVEN_DAYS = Duration.ofDays(7);

  private final String text;
  private final Duration length;
  private final QualityStep step;
  private final Duration point;

  QualitySpan(String text, Duration length, QualityStep step, Duration point) {
    this.text = text;
    this.length = length;
    this.step = step;
    this.point = point;
  }

  /** As addresses have it. */
  public String text() {
    return text;
  }

  /** Reads {@link #text}. */
  public static Optional<QualitySpan> parse(String text) {
    return Arrays.stream(values()).filter(span -> span.text.equals(text)).findFirst();
  }

  /** How long it is. */
  public Duration length() {
    return length;
  }

  /** How long a point of its charts is. */
  public Duration point() {
    return point;
  }

  /** What it is read from. */
  QualityStep step() {
    return step;
  }

  /** What an earlier one is read from: minutes are not kept for so long. */
  QualityStep earlierStep() {
    return step == QualityStep.MINUTE ? QualityStep.FIVE_MINUTES : step;
  }

  /** How far back the span lies that it is compared with: whole weeks, so that weekdays agree. */
  public Duration back() {
    long weeks = Math.ceilDiv(length.toHours(), SEVEN_DAYS.toHours());
    return SEVEN_DAYS.multipliedBy(weeks);
  }
}
