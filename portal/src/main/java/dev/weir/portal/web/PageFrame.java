package dev.weir.portal.web;

import dev.weir.portal.identity.SignedIn;

/**
 * What the layout shows around every page. Public for the templates, which call its accessors.
 *
 * @param title what the window is called
 * @param section the navigation's current entry
 * @param theme value of {@code data-theme}
 * @param nonce of the page's scripts
 * @param csrf of the page's forms
 * @param requestId of this answer
 * @param nowMs the server's wall clock, for pages that count up from its times
 * @param plainHttp whether the portal is reached without encryption
 * @param signedIn whether somebody is
 * @param person name; empty for strangers
 * @param email address; empty for strangers
 * @param tenant name of the tenant; empty for strangers
 */
public record PageFrame(
    String title,
    String section,
    String theme,
    String nonce,
    String csrf,
    String requestId,
    long nowMs,
    boolean plainHttp,
    boolean signedIn,
    String person,
    String email,
    String tenant) {

  static PageFrame of(Page page, Visit visit, String requestId, long nowMs, boolean plainHttp) {
    return new PageFrame(
        page.title(),
        page.section(),
        visit.theme().text(),
        visit.nonce(),
        visit.csrfToken(),
        requestId,
        nowMs,
        plainHttp,
        visit.signedIn().isPresent(),
        visit.signedIn().map(SignedIn::name).orElse(""),
        visit.signedIn().map(SignedIn::email).orElse(""),
        visit.signedIn().map(SignedIn::tenantName).orElse(""));
  }
}
