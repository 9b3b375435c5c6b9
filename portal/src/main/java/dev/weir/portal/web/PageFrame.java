package dev.weir.portal.web;

import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.SignedIn;
import java.util.List;

/**
 * What the layout shows around every page. Public for the templates, which call its accessors.
 *
 * @param title what the window is called; empty for what the bundle says
 * @param language of the page, as {@code lang} has it
 * @param section the navigation's current entry
 * @param theme value of {@code data-theme}
 * @param nonce of the page's scripts
 * @param csrf of the page's forms
 * @param requestId of this answer
 * @param nowMs the server's wall clock, for pages that count up from its times
 * @param plainHttp whether the portal is reached without encryption
 * @param done what was done just now, as the end of a key of the page's bundle; empty for nothing
 * @param signedIn whether somebody is
 * @param person name; empty for strangers
 * @param email address; empty for strangers
 * @param tenant name of the tenant; empty for strangers
 * @param tenants those that the person may turn to; empty where there is no choice
 * @param navigation what the person may go to
 * @param alarms how many of the tenant's alarms are raised; -1 for whoever may not see them
 * @param guided whether there is a first-run guide for the person
 */
public record PageFrame(
    String title,
    String language,
    String section,
    String theme,
    String nonce,
    String csrf,
    String requestId,
    long nowMs,
    boolean plainHttp,
    String done,
    boolean signedIn,
    String person,
    String email,
    String tenant,
    List<TenantChoice> tenants,
    List<NavEntry> navigation,
    long alarms,
    boolean guided) {

  /** Copies the lists. */
  public PageFrame {
    tenants = List.copyOf(tenants);
    navigation = List.copyOf(navigation);
  }

  /** Where the bar leads, or what stands in its menu. */
  public List<NavEntry> entries(boolean daily) {
    return navigation.stream().filter(entry -> entry.daily() == daily).toList();
  }

  /** Whether this page is of one that stands in the bar's menu. */
  public boolean inMore() {
    return entries(false).stream().anyMatch(entry -> entry.section().equals(section));
  }

  static PageFrame of(Page page, Visit visit, Circumstances now) {
    return new PageFrame(
        page.title(),
        Language.current().toLanguageTag(),
        page.section(),
        visit.theme().text(),
        visit.nonce(),
        visit.csrfToken(),
        now.requestId(),
        now.nowMs(),
        now.plainHttp(),
        now.done(),
        visit.signedIn().isPresent(),
        visit.signedIn().map(SignedIn::name).orElse(""),
        visit.signedIn().map(SignedIn::email).orElse(""),
        visit.signedIn().map(SignedIn::tenantName).orElse(""),
        visit.tenants(),
        Navigation.of(visit::permits, visit.signedIn().map(SignedIn::staff).orElse(false)),
        now.alarms(),
        visit.permits(Permission.URLS_SIGN));
  }

  /** What the request brings along. */
  record Circumstances(String requestId, long nowMs, boolean plainHttp, String done, long alarms) {}
}
