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

  /** Keeps the links out of log lines. */
  @Override
  public String toString() {
    return "KeptMail[" + subject + "]";
  }
}
