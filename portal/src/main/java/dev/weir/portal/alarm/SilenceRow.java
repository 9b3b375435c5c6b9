package dev.weir.portal.alarm;

import dev.weir.portal.alarm.log.AlarmWords;
import dev.weir.portal.alarm.log.Silence;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.web.Messages;
import java.util.List;

/**
 * A silence as pages show it. Public for the templates.
 *
 * @param id of the silence
 * @param rule what the rule is called
 * @param about what it is silent about
 * @param until when it ends, ISO 8601
 * @param reason in somebody's words; may be empty
 * @param by who said so
 */
public record SilenceRow(
    String id, String rule, String about, String until, String reason, String by) {

  static SilenceRow of(Silence silence, List<AlarmRule> rules) {
    return new SilenceRow(
        silence.id().toString(),
        rules.stream()
            .filter(rule -> rule.id().equals(silence.rule()))
            .map(rule -> rule.settings().name())
            .findFirst()
            .orElse(""),
        silence
            .about()
            .map(AlarmWords::subject)
            .orElseGet(() -> Messages.text("alarm/words", "everything")),
        silence.until().toString(),
        silence.reason(),
        silence.by());
  }
}
