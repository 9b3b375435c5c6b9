package dev.weir.portal.callback.delivery;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.callback.event.StoredEvent;
import dev.weir.portal.callback.event.Subject;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Events as the outbox would have them. */
final class Forms {

  private Forms() {}

  static StoredEvent published(TenantId tenant) {
    return event(
        tenant,
        "stream.published",
        new JsonObject().put("node", "node1").put("address", "192.0.2.17").put("encoder", "OBS"));
  }

  static StoredEvent event(TenantId tenant, String kind, JsonObject data) {
    return new StoredEvent(
        tenant,
        UUID.fromString("6f0f1c8e-3f5b-4e0c-9a5e-0a4b1f2c3d4e"),
        kind,
        7,
        new Subject("push.example.org", "live", "cup"),
        PortalHouse.START,
        data);
  }
}
