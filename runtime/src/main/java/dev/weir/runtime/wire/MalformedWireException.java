package dev.weir.runtime.wire;

/** A text that is not what its version promises. */
public final class MalformedWireException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedWireException(String message, Throwable cause) {
    super(message, cause);
  }

  MalformedWireException(String message) {
    super(message);
  }
}
