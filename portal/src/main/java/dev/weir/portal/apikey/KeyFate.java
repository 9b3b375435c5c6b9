package dev.weir.portal.apikey;

/** What becomes of the API keys that somebody made who goes. */
public enum KeyFate {
  /** They open nothing any more: whoever goes may know them. */
  END,
  /** They go on, as the tenant's own. */
  KEEP
}
