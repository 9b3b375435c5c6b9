package dev.weir.portal.alarm;

import dev.weir.portal.alarm.log.AlarmWords;
import dev.weir.portal.alarm.log.Silence;
import dev.weir.portal.alarm.rule.AlarmKind;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.alarm.rule.AlarmScope;
import dev.weir.portal.alarm.rule.AlarmSettings;
import dev.weir.portal.callback.event.Subject;
import dev.weir.portal.web.Messages;
import java.util.List;

/**
 * A rule as pages show it. Public for the templates.
 *
 * @param name what it is called
 * @param path of its page
 * @param kind what it looks at, in words
 * @param condition when it raises an alarm, in words
 * @param scope whom it is about
 * @param builtIn whether everybody has it
 * @param on whether it is followed
 * @param badge look of its state
 * @param state whether it is followed, in words
 * @param mails whether anybody gets mails of it
 * @param runbook the page that says what to do
 */
public record RuleRow(
    String name,
    String path,
    String kind,
    String condition,
    String scope,
    boolean builtIn,
    boolean on,
    String badge,
    String state,
    boolean mails,
    String runbook) {

  private static final String BUNDLE = "alarm/words";

  static RuleRow of(AlarmRule rule, List<Silence> silences) {
    AlarmSettings settings = rule.settings();
    boolean silent =
        silences.stream()
            .anyMatch(silence -> silence.rule().equals(rule.id()) && silence.about().isEmpty());
    String state = !settings.on() ? "off" : silent ? "silent" : "on";
    return new RuleRow(
        settings.name(),
        AlarmRulePages.path(rule.id()),
        AlarmWords.kind(settings.kind()),
        condition(settings),
        scope(settings.scope()),
        rule.builtIn(),
        settings.on(),
        !settings.on() ? "" : silent ? "warn" : "good",
        Messages.text(BUNDLE, "rule." + state),
        !settings.mailTo().isEmpty(),
        "/runbooks/" + settings.kind().text());
  }

  private static String condition(AlarmSettings settings) {
    AlarmKind kind = settings.kind();
    String what = settings.unplanned() ? "unplanned." : "condition.";
    return Messages.text(
        BUNDLE,
        what + kind.name(),
        AlarmWords.value(kind, (double) settings.bounds().bound()),
        settings.hold().toSeconds());
  }

  private static String scope(AlarmScope scope) {
    return AlarmWords.subject(
        new Subject(part(scope.domain(), scope), part(scope.app(), scope), scope.stream()));
  }

  /** In front of a pattern, an empty part is any. */
  private static String part(String part, AlarmScope scope) {
    return part.isEmpty() && !scope.stream().isEmpty() ? "*" : part;
  }
}
