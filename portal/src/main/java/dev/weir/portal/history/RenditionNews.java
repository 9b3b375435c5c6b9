package dev.weir.portal.history;

import dev.weir.contract.event.RenditionEvent;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.callback.event.CallbackEvent.Rendition;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.runtime.postgres.Database;
import java.util.List;

/** Passes on what nodes tell of renditions; nothing else is kept of it. For virtual threads. */
public final class RenditionNews {

  private final Database database;
  private final Outbox outbox;

  /** Passes it on to this outbox. */
  public RenditionNews(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /** Passes on facts of one tenant, all or none of them. */
  void tell(TenantId tenant, List<RenditionEvent> events) {
    database.inTenant(
        tenant,
        connection -> {
          events.forEach(event -> outbox.put(connection, tenant, new Rendition(event)));
          return events;
        });
  }
}
