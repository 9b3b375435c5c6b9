package dev.weir.runtime.http;

import java.io.IOException;

/** An address that no tenant may have this machine speak to. */
public final class RefusedAddressException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With a sentence that a tenant may read. */
  public RefusedAddressException(String message) {
    super(message);
  }
}
