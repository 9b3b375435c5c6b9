package dev.weir.portal.domain;

import dev.weir.contract.identity.TenantId;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * One at a time changes a tenant's ladder rules, and what they name: nothing is deleted while a
 * rule comes to name it.
 */
public final class LadderLock {

  private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";

  private LadderLock() {}

  /**
   * Waits for whoever changes them now, and keeps others from it until the transaction ends. Before
   * anything else is held.
   */
  public static void take(TenantId tenant, SqlConnection connection) {
    connection.preparedQuery(LOCK).execute(Tuple.of("ladders/" + tenant)).await();
  }
}
