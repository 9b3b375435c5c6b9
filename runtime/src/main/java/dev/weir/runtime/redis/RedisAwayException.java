package dev.weir.runtime.redis;

/**
 * Redis cannot be asked now. Whoever asked goes on with what it knows; it never lets anybody in.
 */
public final class RedisAwayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a sentence for the operator. */
  public RedisAwayException(String message) {
    super(message, null, false, false);
  }
}
