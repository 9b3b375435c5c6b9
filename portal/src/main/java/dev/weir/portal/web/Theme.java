package dev.weir.portal.web;

/** How the portal appears. Kept in a cookie, so that the first byte of a page knows it. */
public enum Theme {
  /** As the browser prefers. */
  AUTO("auto"),
  /** Light, whatever the browser prefers. */
  LIGHT("light"),
  /** Dark, whatever the browser prefers. */
  DARK("dark");

  /** Name of the cookie; the page's own script writes it. */
  public static final String COOKIE = "weir-theme";

  private final String text;

  Theme(String text) {
    this.text = text;
  }

  /** The value of the cookie, and of the attribute {@code data-theme}. */
  public String text() {
    return text;
  }

  /** Reads the cookie; anything unknown is {@link #AUTO}. */
  public static Theme read(String cookie) {
    for (Theme theme : values()) {
      if (theme.text.equals(cookie)) {
        return theme;
      }
    }
    return AUTO;
  }
}
