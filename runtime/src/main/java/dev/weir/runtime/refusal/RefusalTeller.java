package dev.weir.runtime.refusal;

import dev.weir.contract.check.RefusedVisit;

/** Where doors tell of those whom they did not let in. */
@FunctionalInterface
public interface RefusalTeller {

  /** Tells of one; returns at once, whatever becomes of it. */
  void tell(RefusedVisit visit);
}
