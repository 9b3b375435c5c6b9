package dev.weir.portal.api.domain;

import dev.weir.runtime.keyuse.KeyUse;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** How a key is used, beside what else is told of it. */
final class KeyUseJson {

  private KeyUseJson() {}

  static JsonObject tell(JsonObject key, Optional<KeyUse.Use> use) {
    key.put("uses", use.map(KeyUse.Use::hits).orElse(0L));
    use.ifPresent(known -> key.put("lastUsedAt", known.lastAt().toString()));
    return key;
  }
}
