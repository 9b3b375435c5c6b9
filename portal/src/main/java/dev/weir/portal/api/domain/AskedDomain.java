package dev.weir.portal.api.domain;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.api.frame.ApiCall;

/** The domain that a path names. */
final class AskedDomain {

  /** The beginning of its paths. */
  static final String PATH = "/api/v1/domains/:domain";

  private AskedDomain() {}

  /** Throws {@code WeirFault NOT_FOUND} for what can be nobody's. */
  static DomainName of(ApiCall call) {
    return DomainName.parse(call.text("domain"))
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "no domain name"));
  }
}
