package dev.weir.portal.callback.delivery;

import dev.weir.runtime.http.RefusedAddressException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why an endpoint has not taken an event. Names are stored: they are never changed. */
public enum AttemptTrouble {
  /** It has. */
  NONE,
  /** Its name leads nowhere. */
  NAME_UNKNOWN,
  /** Its name leads where no tenant's endpoint may be. */
  ADDRESS_REFUSED,
  /** Nobody answers there. */
  UNREACHABLE,
  /** Its certificate is none, or another's. */
  TLS_FAILED,
  /** It did not answer in time. */
  TIMED_OUT,
  /** It answered with a status that takes nothing. */
  STATUS,
  /** It wants to be asked elsewhere, which is not done. */
  REDIRECT,
  /** It says that it is gone for good. */
  GONE,
  /** The dialect has no form for such an event, so that nobody was asked. */
  NOT_IN_DIALECT,
  /** Its time was over before its turn came. */
  NO_TIME;

  private static final int GONE_STATUS = 410;

  /** As it is stored: nothing for none. */
  String text() {
    return this == NONE ? "" : name();
  }

  /** Reads what is stored. */
  public static AttemptTrouble parse(String text) {
    return text.isEmpty() ? NONE : valueOf(text);
  }

  /** What an answer that takes nothing means. */
  static AttemptTrouble of(int status) {
    if (status == GONE_STATUS) {
      return GONE;
    }
    return status / 100 == 3 ? REDIRECT : STATUS;
  }

  /** What a failure to get one means. */
  static AttemptTrouble of(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case RefusedAddressException _ -> {
          return ADDRESS_REFUSED;
        }
        case UnknownHostException _ -> {
          return NAME_UNKNOWN;
        }
        case SSLException _ -> {
          return TLS_FAILED;
        }
        case TimeoutException _ -> {
          return TIMED_OUT;
        }
        case ConnectException _ -> {
          return UNREACHABLE;
        }
        default -> {}
      }
    }
    return UNREACHABLE;
  }
}
