package dev.weir.portal.settings;

import dev.weir.portal.quota.QuotaUse;
import dev.weir.portal.web.Quota;

/**
 * One quota on the page. Public for the template.
 *
 * @param kind end of the key of its name
 */
public record QuotaRow(String kind, Quota quota) {

  static QuotaRow of(QuotaUse use) {
    return new QuotaRow(use.kind().name(), Quota.of(use.used(), use.maximum()));
  }
}
