package dev.weir.portal.library;

import dev.weir.portal.approval.Approvals;
import dev.weir.portal.audit.AuditLog;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.storage.ObjectStores;

/**
 * What all that works on the library shares.
 *
 * @param stores where the files lie
 */
public record LibraryRoom(
    Database database, ObjectStores stores, AuditLog audit, Approvals approvals, TimeSource time) {

  /** Puts it together. */
  public static LibraryRoom of(Database database, ObjectStores stores, TimeSource time) {
    AuditLog audit = new AuditLog(time);
    return new LibraryRoom(database, stores, audit, new Approvals(audit, time), time);
  }
}
