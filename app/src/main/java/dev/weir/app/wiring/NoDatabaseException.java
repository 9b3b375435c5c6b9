package dev.weir.app.wiring;

/** A command cannot work on the database that it was shown; the message says what to do. */
public final class NoDatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoDatabaseException(String message) {
    super(message, null, false, false);
  }
}
