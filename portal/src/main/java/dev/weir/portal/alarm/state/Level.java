package dev.weir.portal.alarm.state;

/** Where something that was measured lies. */
public enum Level {
  /** On the wrong side of the bound. */
  BAD,
  /** Neither: not bad enough to raise an alarm, and not well enough to end one. */
  BETWEEN,
  /** On the right side of the bound at which an alarm ends. */
  WELL
}
