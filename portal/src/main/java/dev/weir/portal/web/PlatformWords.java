package dev.weir.portal.web;

/**
 * What every page says of the platform. Public for the templates.
 *
 * @param name what tenants know it as
 * @param support where they find help: an e-mail address or a link; empty for nowhere
 * @param banner what everybody should know right now; empty for nothing
 */
public record PlatformWords(String name, String support, String banner) {

  /** Where {@link #support} leads; empty for nowhere. */
  public String supportLink() {
    return support.isEmpty() || support.startsWith("https://") ? support : "mailto:" + support;
  }
}
