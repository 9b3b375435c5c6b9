package dev.weir.portal.mail;

import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.util.Set;
import javax.net.ssl.SSLException;

/** What kept a mail from being handed over. Its name stands in log lines. */
enum MailTrouble {
  /** The server is not there, or went away. */
  AWAY,
  /** No TLS came about: its certificate is not believed, or there is no common version. */
  TLS,
  /** The server does not take user and password. */
  LOGIN,
  /** The server offers no TLS, or no way to log in, that is asked of it. */
  UNFIT,
  /** The server does not take this mail now. */
  LATER,
  /** The server does not take this mail, ever. */
  REFUSED;

  /** Replies to a login, or to its lack (RFC 4954, section 6). They say nothing of the mail. */
  private static final Set<Integer> LOGIN_REPLIES = Set.of(530, 534, 535, 538);

  static MailTrouble of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SMTPException reply) {
        return of(reply);
      }
      if (cause instanceof SSLException) {
        return TLS;
      }
      if (cause instanceof IOException) {
        return AWAY;
      }
    }
    return UNFIT;
  }

  private static MailTrouble of(SMTPException reply) {
    if (LOGIN_REPLIES.contains(reply.getReplyCode())) {
      return LOGIN;
    }
    return reply.isPermanent() ? REFUSED : LATER;
  }
}
