package dev.weir.portal.refusal;

import dev.weir.contract.check.RefusedVisit;
import java.util.Locale;

/**
 * A refusal as the list shows it. Public for the templates.
 *
 * @param path the page that explains it
 * @param at when, ISO 8601
 * @param stream app and name
 * @param domain the domain that was asked
 * @param door {@code publish} or {@code play}
 * @param address who asked
 * @param code why not
 * @param sentence the same in words
 */
public record RefusalRow(
    String path,
    String at,
    String stream,
    String domain,
    String door,
    String address,
    String code,
    String sentence) {

  static RefusalRow of(RefusedVisit visit) {
    return new RefusalRow(
        "/refusals/" + visit.id(),
        visit.at().toString(),
        visit.asked().app() + "/" + visit.asked().stream(),
        visit.domain().value(),
        visit.door().name().toLowerCase(Locale.ROOT),
        visit.from().address(),
        visit.code().name(),
        visit.code().sentence());
  }
}
