package dev.weir.runtime.storage;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a store does not do what is asked of it, as far as its answers tell; the subject of the
 * faults of a store.
 */
public enum StoreTrouble {
  /** Its name leads nowhere. */
  NAME_UNKNOWN,
  /** Its name leads where no tenant's store may be. */
  ADDRESS_REFUSED,
  /** Nobody answers there. */
  UNREACHABLE,
  /** Its certificate is none, or another's. */
  TLS_FAILED,
  /** It knows no such key, or the secret is another. */
  KEY_REFUSED,
  /** The key may not do this. */
  NOT_ALLOWED,
  /** It has no such bucket. */
  BUCKET_ABSENT,
  /** The bucket is in another region, or at another endpoint. */
  ELSEWHERE,
  /** Its clock and this machine's are too far apart. */
  CLOCK,
  /** It does not know the encryption or the class that is asked for. */
  NOT_OFFERED,
  /** It is there, and busy or broken. */
  BUSY,
  /** Something else. */
  OTHER;

  private static final int FORBIDDEN = 403;

  /** What a failure to reach it means. */
  static StoreTrouble of(IOException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case GuardedWire.RefusedAddressException _ -> {
          return ADDRESS_REFUSED;
        }
        case UnknownHostException _ -> {
          return NAME_UNKNOWN;
        }
        case SSLException _ -> {
          return TLS_FAILED;
        }
        case ConnectException _ -> {
          return UNREACHABLE;
        }
        default -> {}
      }
    }
    return UNREACHABLE;
  }

  /**
   * What an answer means.
   *
   * @param code of the error; empty where there is none
   */
  static StoreTrouble of(int status, String code) {
    return switch (code) {
      case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken" ->
          KEY_REFUSED;
      case "AccessDenied", "AllAccessDisabled", "AccountProblem" -> NOT_ALLOWED;
      case "NoSuchBucket" -> BUCKET_ABSENT;
      case "PermanentRedirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException" ->
          ELSEWHERE;
      case "RequestTimeTooSkewed" -> CLOCK;
      case "NotImplemented",
          "InvalidStorageClass",
          "InvalidEncryptionAlgorithmError",
          "InvalidArgument" ->
          NOT_OFFERED;
      default -> byStatus(status);
    };
  }

  private static StoreTrouble byStatus(int status) {
    if (status == FORBIDDEN) {
      return NOT_ALLOWED;
    }
    return status / 100 == 3 ? ELSEWHERE : status >= 500 ? BUSY : OTHER;
  }
}
