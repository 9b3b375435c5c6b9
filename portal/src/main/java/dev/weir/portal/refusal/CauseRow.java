package dev.weir.portal.refusal;

import java.util.Locale;

/**
 * How many were refused for one cause. Public for the templates.
 *
 * @param domain where
 * @param door {@code publish} or {@code play}
 * @param code why
 * @param sentence the same in words
 * @param count how many in the last 24 hours
 */
public record CauseRow(String domain, String door, String code, String sentence, String count) {

  static CauseRow of(CauseCount count) {
    return new CauseRow(
        count.cause().domain(),
        count.cause().door().name().toLowerCase(Locale.ROOT),
        count.cause().code().name(),
        count.cause().code().sentence(),
        String.format(Locale.ROOT, "%,d", count.count()));
  }
}
