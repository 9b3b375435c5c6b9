package dev.weir.portal.stream;

import dev.weir.portal.viewer.Revocation;

/**
 * Viewing that was ended, as a page shows it. Public for the templates.
 *
 * @param id of the revocation
 * @param kind {@code viewer}, {@code user}, {@code network} or {@code everybody}
 * @param title whose
 * @param keepsOut whether who comes later is kept out, too
 * @param until when that is over, ISO 8601
 * @param since when it was ended, ISO 8601
 * @param by who ended it
 */
public record EndedRow(
    String id, String kind, String title, boolean keepsOut, String until, String since, String by) {

  static EndedRow of(Revocation revocation) {
    return new EndedRow(
        revocation.id().toString(),
        revocation.subject().kind(),
        revocation.subject().title(),
        revocation.subject().keepsOut(),
        revocation.until().toString(),
        revocation.since().toString(),
        revocation.by());
  }
}
