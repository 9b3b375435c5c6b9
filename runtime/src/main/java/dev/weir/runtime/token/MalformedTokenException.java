package dev.weir.runtime.token;

/** A text that is no playback token. Its message says what is wrong and quotes nothing. */
final class MalformedTokenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedTokenException(String message) {
    super(message, null, false, false);
  }
}
