package dev.weir.portal.history;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.callback.event.CallbackEvent;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.runtime.postgres.Database;
import java.util.List;

/**
 * Passes on what nodes tell of renditions and snapshots; nothing else is kept of it. For virtual
 * threads.
 */
public final class OutboxNews {

  private final Database database;
  private final Outbox outbox;

  /** Passes it on to this outbox. */
  public OutboxNews(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /** Passes on what happened to one tenant, all or none of it. */
  void tell(TenantId tenant, List<CallbackEvent> events) {
    database.inTenant(
        tenant,
        connection -> {
          events.forEach(event -> outbox.put(connection, tenant, event));
          return events;
        });
  }
}
