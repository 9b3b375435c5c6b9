package dev.weir.portal.mail;

/**
 * A mail in the operator's mailbox. Public for the template.
 *
 * @param to whom it would have been sent to
 * @param subject one line
 * @param text what it says
 * @param at when it was written, ISO 8601
 */
public record KeptMail(String to, String subject, String text, String at) {

  /**
   * The first address in it that leads into the portal; empty for none. What else stands there may
   * have been chosen by a stranger.
   *
   * @param home the portal's address, with a slash at its end
   */
  public String link(String home) {
    int from = text.indexOf(home);
    if (from < 0) {
      return "";
    }
    int length = (int) text.substring(from).chars().takeWhile(c -> c > ' ').count();
    return text.substring(from, from + length);
  }

  /** Keeps the links out of log lines. */
  @Override
  public String toString() {
    return "KeptMail[" + subject + "]";
  }
}
