package dev.weir.contract.fault;

/** A refusal or failure on its way to the place that answers the peer. */
public final class WeirFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FaultCode code;

  /**
   * Creates one.
   *
   * @param code what went wrong; its sentence is what the peer may read
   * @param detail for the operator: ids, numbers, limit against actual; never shown to the peer
   */
  public WeirFault(FaultCode code, String detail) {
    super(code + ": " + detail, null, false, false);
    this.code = code;
  }

  /** What went wrong. */
  public FaultCode code() {
    return code;
  }

  /** What went wrong, as far as a failure tells; INTERNAL when it is none of ours. */
  public static FaultCode codeOf(Throwable failure) {
    return failure instanceof WeirFault fault ? fault.code : FaultCode.INTERNAL;
  }
}
