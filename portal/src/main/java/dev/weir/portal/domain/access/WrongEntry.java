package dev.weir.portal.domain.access;

/** Something in a document that cannot be settled. */
public final class WrongEntry extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String pointer;

  WrongEntry(String pointer, String detail) {
    super(detail);
    this.pointer = pointer;
  }

  /** Where it stands (RFC 6901). */
  public String pointer() {
    return pointer;
  }

  /** What is wrong with it, as it follows the name of the thing. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
