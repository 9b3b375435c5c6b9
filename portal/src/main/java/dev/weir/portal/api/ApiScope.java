package dev.weir.portal.api;

/** What an API key may be used for. */
public enum ApiScope {
  /** See what is live. */
  STREAMS_READ("streams:read"),
  /** Have addresses signed. */
  URLS_SIGN("urls:sign");

  private final String text;

  ApiScope(String text) {
    this.text = text;
  }

  /** As stored and shown. */
  public String text() {
    return text;
  }
}
