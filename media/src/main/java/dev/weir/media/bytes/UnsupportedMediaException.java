package dev.weir.media.bytes;

/** Input that keeps the rules of its format but uses a part of it that Weir does not handle. */
public final class UnsupportedMediaException extends MediaException {

  private static final long serialVersionUID = 1L;

  /** Says which feature was met. */
  public UnsupportedMediaException(String message) {
    super(message);
  }
}
