package dev.weir.portal.web;

import java.util.List;

/** A request of the API that does not say what the document asks for: {@code REQUEST_INVALID}. */
public final class InvalidRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<FieldFault> faults;

  /** Refuses a request for these reasons. */
  public InvalidRequest(List<FieldFault> faults) {
    super(faults.toString(), null, false, false);
    this.faults = List.copyOf(faults);
  }

  /** Refuses a request for one field. */
  public InvalidRequest(String pointer, String detail) {
    this(List.of(new FieldFault(pointer, detail)));
  }

  /** What is wrong, field by field. */
  public List<FieldFault> faults() {
    return faults;
  }
}
