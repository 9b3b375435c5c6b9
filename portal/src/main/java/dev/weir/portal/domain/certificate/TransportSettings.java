package dev.weir.portal.domain.certificate;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.policy.Transport;
import dev.weir.portal.audit.AuditFacts;

/**
 * What a play domain asks of the connections of its viewers, and which version of that this is.
 *
 * @param forceHttps whether viewers over HTTP in clear text are sent to HTTPS
 * @param hstsDays how long browsers shall come over HTTPS alone, days; 0 for not at all
 * @param revision of the domain's rules for viewers, which it is a part of
 * @param updatedBy who changed those last
 */
public record TransportSettings(boolean forceHttps, int hstsDays, long revision, String updatedBy) {

  /** Longest that browsers are told, days. */
  public static final int MAX_HSTS_DAYS = (int) Transport.MAX_HSTS.toDays();

  /** Throws {@code WeirFault SETTING_INVALID} for what is out of its range. */
  public TransportSettings {
    if (hstsDays < 0 || hstsDays > MAX_HSTS_DAYS) {
      throw new WeirFault(FaultCode.SETTING_INVALID, "hsts-days");
    }
  }

  AuditFacts facts() {
    return AuditFacts.none().with("HTTPS forced", forceHttps).with("HSTS, days", hstsDays);
  }
}
