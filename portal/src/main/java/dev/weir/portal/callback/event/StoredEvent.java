package dev.weir.portal.callback.event;

import dev.weir.contract.identity.TenantId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as the outbox has it.
 *
 * @param id by which a receiver knows one that comes again
 * @param kind the text of its kind; a newer release may have kinds that this one does not know
 * @param sequence its number among the events about its subject, from 1
 * @param at when it happened
 * @param data what it says
 */
public record StoredEvent(
    TenantId tenant,
    UUID id,
    String kind,
    long sequence,
    Subject subject,
    Instant at,
    JsonObject data) {

  /** As it is told and shown: everything there is to know. */
  public JsonObject json() {
    JsonObject json =
        new JsonObject()
            .put("type", kind)
            .put("timestamp", at.toString())
            .put("id", id.toString())
            .put("sequence", sequence)
            .put("tenant", tenant.toString());
    if (!subject.domain().isEmpty()) {
      json.put("domain", subject.domain());
    }
    if (!subject.stream().isEmpty()) {
      json.put("app", subject.app()).put("stream", subject.stream());
    }
    return json.put("data", data);
  }
}
