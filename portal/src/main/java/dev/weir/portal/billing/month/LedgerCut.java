package dev.weir.portal.billing.month;

import java.time.Instant;
import java.util.Optional;

/**
 * Which rows of the ledger a bill has: those of its month that were entered in time, and those of
 * months before it that came after the bill before this one was made. So each row is on one bill.
 *
 * @param until when the last row was entered that it has
 * @param lateAfter when the last row was entered that the bill before has; empty when this one is
 *     the first, which has nothing of other months
 * @param billedFrom the first instant that is billed at all
 */
public record LedgerCut(Instant until, Optional<Instant> lateAfter, Instant billedFrom) {}
