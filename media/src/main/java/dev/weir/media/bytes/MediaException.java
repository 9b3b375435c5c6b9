package dev.weir.media.bytes;

/**
 * Input that cannot be used: either {@linkplain MalformedMediaException malformed} or unsupported.
 */
public abstract sealed class MediaException extends RuntimeException
    permits MalformedMediaException, UnsupportedMediaException {

  private static final long serialVersionUID = 1L;

  MediaException(String message) {
    super(message);
  }
}
