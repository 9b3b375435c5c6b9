package dev.weir.gateway.remote;

/** An endpoint gave no answer, or was not asked. Its message says why. */
final class UnansweredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnansweredException(String message) {
    super(message, null, false, false);
  }
}
