package dev.weir.media.bytes;

/** Input that breaks the rules of its own format; the peer that sent it is at fault. */
public final class MalformedMediaException extends MediaException {

  private static final long serialVersionUID = 1L;

  /** Says which rule was broken, with the offending value and the limit where there is one. */
  public MalformedMediaException(String message) {
    super(message);
  }
}
