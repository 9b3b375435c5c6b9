package dev.weir.portal.keeping;

import dev.weir.contract.keeping.StreamChoice;
import dev.weir.contract.keeping.TimeShiftRule;
import dev.weir.portal.domain.keeping.RuleKind;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** In which streams viewers can go back. */
final class TimeShiftPart implements KeepingPart<TimeShiftRule> {

  private static final Duration USUAL = Duration.ofHours(2);

  private static final SpanField WINDOW =
      new SpanField(
          "window",
          "window-unit",
          Duration.ZERO,
          TimeShiftRule.MAX_WINDOW,
          List.of(SpanField.Unit.MIN, SpanField.Unit.H, SpanField.Unit.D));

  @Override
  public RuleKind<TimeShiftRule> kind() {
    return RuleKind.TIME_SHIFT;
  }

  @Override
  public List<Field> fields() {
    return WINDOW.fields().toList();
  }

  @Override
  public TimeShiftRule usual() {
    return new TimeShiftRule(StreamChoice.all(), USUAL);
  }

  @Override
  public void fill(Form form, TimeShiftRule rule) {
    WINDOW.fill(form, Optional.of(rule.window()));
  }

  @Override
  public TimeShiftRule read(Form form, StreamChoice streams) {
    return new TimeShiftRule(streams, WINDOW.read(form).orElse(Duration.ZERO));
  }

  @Override
  public String what(TimeShiftRule rule) {
    return rule.window().isZero()
        ? Messages.text("keeping/words", "shift.none")
        : Messages.text("keeping/words", "shift.window", SpanField.words(rule.window()));
  }

  @Override
  public List<String> more(TimeShiftRule rule) {
    return List.of();
  }

  @Override
  public String ending() {
    return "";
  }
}
