package dev.weir.portal.domain.certificate;

import dev.weir.portal.web.Messages;
import dev.weir.runtime.tls.CertificateFlaw;
import java.util.Locale;

/** Why a certificate is not taken. */
public enum CertificateProblem {
  CHAIN_MISSING("chain"),
  CHAIN_UNREADABLE("chain"),
  CHAIN_TOO_LONG("chain"),
  CHAIN_OUT_OF_ORDER("chain"),
  CHAIN_OF_AUTHORITY("chain"),
  NOT_FOR_SERVERS("chain"),
  SIGNATURE_WEAK("chain"),
  /** It does not name the domain. */
  NAME_MISSING("chain"),
  /** Its time is over. */
  EXPIRED("chain"),
  KEY_MISSING("key"),
  KEY_ENCRYPTED("key"),
  KEY_UNREADABLE("key"),
  KEY_UNFIT("key"),
  KEY_MISMATCH("key");

  private final String field;

  CertificateProblem(String field) {
    this.field = field;
  }

  static CertificateProblem of(CertificateFlaw flaw) {
    return switch (flaw) {
      case CHAIN_MISSING -> CHAIN_MISSING;
      case CHAIN_UNREADABLE -> CHAIN_UNREADABLE;
      case CHAIN_TOO_LONG -> CHAIN_TOO_LONG;
      case CHAIN_OUT_OF_ORDER -> CHAIN_OUT_OF_ORDER;
      case CHAIN_OF_AUTHORITY -> CHAIN_OF_AUTHORITY;
      case NOT_FOR_SERVERS -> NOT_FOR_SERVERS;
      case SIGNATURE_WEAK -> SIGNATURE_WEAK;
      case KEY_MISSING -> KEY_MISSING;
      case KEY_ENCRYPTED -> KEY_ENCRYPTED;
      case KEY_UNREADABLE -> KEY_UNREADABLE;
      case KEY_UNFIT -> KEY_UNFIT;
      case KEY_MISMATCH -> KEY_MISMATCH;
    };
  }

  /** What it is about: {@code chain} or {@code key}. */
  public String field() {
    return field;
  }

  /** End of its message key. */
  String key() {
    return "problem." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** In words, in the language of the request. */
  public String text() {
    return Messages.text("domain/certificate/page", key());
  }
}
