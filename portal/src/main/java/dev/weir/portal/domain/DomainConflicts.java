package dev.weir.portal.domain;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import io.vertx.pgclient.PgException;
import java.util.function.Supplier;

/** What a broken unique index of the table of domains means. */
final class DomainConflicts {

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String OF_TENANT = "domain_name_of_tenant";
  private static final String PROVEN = "domain_proven_name";

  private DomainConflicts() {}

  /** Whether somebody else has proven the name. */
  static boolean taken(PgException failed) {
    return breaks(failed, PROVEN);
  }

  /** Throws {@code WeirFault} {@code DOMAIN_EXISTS} or {@code DOMAIN_TAKEN} where it meant that. */
  static <T> T explain(Supplier<T> work) {
    try {
      return work.get();
    } catch (PgException failed) {
      if (breaks(failed, OF_TENANT)) {
        throw new WeirFault(FaultCode.DOMAIN_EXISTS, String.valueOf(failed.getDetail()));
      }
      if (taken(failed)) {
        throw new WeirFault(FaultCode.DOMAIN_TAKEN, String.valueOf(failed.getDetail()));
      }
      throw failed;
    }
  }

  private static boolean breaks(PgException failed, String constraint) {
    return UNIQUE_VIOLATION.equals(failed.getSqlState())
        && constraint.equals(failed.getConstraint());
  }
}
