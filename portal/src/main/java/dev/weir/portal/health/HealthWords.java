package dev.weir.portal.health;

import dev.weir.contract.health.HealthFinding;
import dev.weir.contract.health.HealthVerdict;
import dev.weir.portal.web.Messages;

/**
 * What is wrong with a stream in words, in the language of the request. Public for the templates.
 *
 * @param severity look of its badge
 * @param title what was measured
 * @param cause why that matters, or where it comes from
 * @param remedy what to do about it
 * @param since ISO 8601
 */
public record HealthWords(
    String severity, String title, String cause, String remedy, String since) {

  private static final String BUNDLE = "health/words";
  private static final double KILO = 1_000;

  /** The words for a finding. */
  public static HealthWords of(HealthFinding finding) {
    String issue = finding.issue().name();
    return new HealthWords(
        look(finding.severity()),
        title(finding),
        Messages.text(BUNDLE, "cause." + issue),
        Messages.text(BUNDLE, "remedy." + issue),
        finding.since().toString());
  }

  /** All of it in one text. */
  String sentence() {
    return title + ". " + cause + " " + remedy;
  }

  /** The look of a badge: nothing in particular, a warning, or worse. */
  public static String look(HealthVerdict verdict) {
    return switch (verdict) {
      case GOOD -> "good";
      case FAIR -> "interrupted";
      case POOR -> "bad";
    };
  }

  /** The verdict itself. */
  public static String of(HealthVerdict verdict) {
    return Messages.text(BUNDLE, "verdict." + verdict.name());
  }

  private static String title(HealthFinding finding) {
    String key = "title." + finding.issue().name();
    double measured = finding.measured();
    double expected = finding.expected();
    return switch (finding.issue()) {
      case KEY_FRAMES_FAR_APART, ARRIVES_LATE, TIMESTAMP_GAP, SOUND_MISSING, PICTURES_MISSING ->
          Messages.text(BUNDLE, key, measured / KILO);
      case SOUND_ADRIFT ->
          Messages.text(
              BUNDLE,
              "title." + (measured < 0 ? "SOUND_BEHIND" : "SOUND_AHEAD"),
              Math.abs(measured) / KILO);
      case BIT_RATE_LOW, BIT_RATE_HIGH ->
          Messages.text(BUNDLE, key, measured / KILO, expected / KILO);
      case FRAME_RATE_LOW -> Messages.text(BUNDLE, key, measured, expected);
      case TIMESTAMP_JUMP, CODEC_CHANGED, UNREADABLE -> Messages.text(BUNDLE, key, measured);
    };
  }
}
