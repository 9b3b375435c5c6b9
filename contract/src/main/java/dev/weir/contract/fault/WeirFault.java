package dev.weir.contract.fault;

/** A refusal or failure on its way to the place that answers the peer. */
public final class WeirFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FaultCode code;
  private final String subject;
  private final String detail;

  /**
   * Creates one.
   *
   * @param code what went wrong; its sentence is what the peer may read
   * @param detail for the operator: ids, numbers, limit against actual; never shown to the peer
   */
  public WeirFault(FaultCode code, String detail) {
    this(code, "", detail);
  }

  /**
   * Creates one that names what it is about, where the sentence alone leaves that open.
   *
   * @param subject a word that the peer may read and programs may rely on, such as the quota that
   *     is reached
   */
  public WeirFault(FaultCode code, String subject, String detail) {
    super(code + ": " + detail, null, false, false);
    this.code = code;
    this.subject = subject;
    this.detail = detail;
  }

  /** What went wrong. */
  public FaultCode code() {
    return code;
  }

  /** What it is about, for the peer; empty where the code says everything. */
  public String subject() {
    return subject;
  }

  /**
   * Ids and numbers, for the operator and for the tenant whose rules refused; never for the peer.
   */
  public String detail() {
    return detail;
  }

  /** What went wrong, as far as a failure tells; INTERNAL when it is none of ours. */
  public static FaultCode codeOf(Throwable failure) {
    return failure instanceof WeirFault fault ? fault.code : FaultCode.INTERNAL;
  }
}
