package dev.weir.portal.alarm;

import dev.weir.portal.alarm.log.Alarm;
import dev.weir.portal.alarm.log.AlarmWords;
import dev.weir.portal.alarm.log.Silence;
import dev.weir.portal.callback.event.Subject;
import dev.weir.portal.web.Messages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An alarm as pages show it. Public for the templates.
 *
 * @param id of the alarm
 * @param path of its page
 * @param rule what the rule is called
 * @param rulePath the page of the rule, which may be gone
 * @param kind what the rule looks at, in words
 * @param subject what it is about
 * @param subjectPath its page; empty where it has none
 * @param sentence what is wrong
 * @param badge look of its state
 * @param state how far it has come, in words
 * @param raised whether it is raised now
 * @param taken whether somebody has it in hand
 * @param takenBy who
 * @param silent whether nobody is told
 * @param since when it began, ISO 8601
 * @param raisedAt when it was raised
 * @param resolvedAt when it was over; empty while it is not
 * @param runbook the page that says what to do
 */
public record AlarmRow(
    String id,
    String path,
    String rule,
    String rulePath,
    String kind,
    String subject,
    String subjectPath,
    String sentence,
    String badge,
    String state,
    boolean raised,
    boolean taken,
    String takenBy,
    boolean silent,
    String since,
    String raisedAt,
    String resolvedAt,
    String runbook) {

  private static final String BUNDLE = "alarm/words";

  static AlarmRow of(Alarm alarm, List<Silence> silences, Instant now) {
    boolean raised = alarm.isRaised();
    boolean taken = alarm.acknowledgedAt().isPresent();
    String state = !raised ? "over" : taken ? "taken" : "raised";
    return new AlarmRow(
        alarm.id().toString(),
        AlarmPages.path(alarm.id()),
        alarm.ruleName(),
        AlarmRulePages.path(alarm.rule()),
        AlarmWords.kind(alarm.kind()),
        AlarmWords.subject(alarm.subject()),
        page(alarm.subject()),
        AlarmWords.sentence(alarm),
        !raised ? "" : taken ? "warn" : "bad",
        Messages.text(BUNDLE, "state." + state),
        raised,
        taken,
        alarm.acknowledgedBy(),
        raised && silences.stream().anyMatch(silence -> silence.covers(alarm, now)),
        alarm.course().since().toString(),
        text(alarm.raisedAt()),
        text(alarm.resolvedAt()),
        "/runbooks/" + alarm.kind().text());
  }

  /** Streams have pages; what domains have is behind another permission. */
  private static String page(Subject subject) {
    return subject.stream().isEmpty()
        ? ""
        : "/streams/" + subject.domain() + "/" + subject.app() + "/" + subject.stream();
  }

  private static String text(Optional<Instant> at) {
    return at.map(Instant::toString).orElse("");
  }
}
