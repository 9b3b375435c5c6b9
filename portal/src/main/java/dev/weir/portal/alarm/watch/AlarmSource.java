package dev.weir.portal.alarm.watch;

import dev.weir.portal.alarm.rule.AlarmKind;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.alarm.rule.RuleId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where rules of some kinds get their values from. One caller at a time, on a virtual thread. */
interface AlarmSource {

  /** The kinds. */
  Set<AlarmKind> kinds();

  /**
   * Measures for rules of any tenants. A rule that is missing in the answer is one that nobody can
   * say anything about now; a subject that is missing is there no more, and well.
   *
   * @param rules of its kinds
   */
  Map<RuleId, List<Sighting>> look(List<AlarmRule> rules, Instant now);
}
