package dev.weir.portal.mail;

import dev.weir.portal.web.Messages;

/**
 * A mail to one person, as plain text.
 *
 * @param to the person's address, canonical
 * @param subject one line
 * @param text often holds a link that opens something
 */
public record Mail(String to, String subject, String text) {

  private static final String BUNDLE = "mail/texts";
  private static final String SUBJECT = "subject";
  private static final String TEXT = "text";

  /** A mail that {@code mail/texts} has under {@code key}, in the language of the request. */
  public static Mail of(String to, String key, Object... arguments) {
    return new Mail(
        to,
        Messages.text(BUNDLE, key + "." + SUBJECT),
        Messages.text(BUNDLE, key + "." + TEXT, arguments) + Messages.text(BUNDLE, "signature"));
  }

  /** Keeps the links out of log lines. */
  @Override
  public String toString() {
    return "Mail[" + subject + "]";
  }
}
