package dev.weir.runtime.keyuse;

import dev.weir.contract.check.Door;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where uses are in Redis: a hash for each domain, with the moment from which on it counts, and for
 * each key {@code <door> hits <key>} and {@code <door> at <key>}, times in ms.
 */
final class KeyUseFields {

  /** A domain that nobody enters for so long is forgotten. */
  static final Duration EXPIRY = Duration.ofDays(400);

  static final String SINCE = "since";

  private static final String HITS = "hits";
  private static final String AT = "at";

  private KeyUseFields() {}

  static String hash(TenantId tenant, DomainName domain) {
    return "weir:key-use:" + tenant + ":" + domain;
  }

  static String hits(KeyPlace place) {
    return place.door() + " " + HITS + " " + place.keyId();
  }

  static String at(KeyPlace place) {
    return place.door() + " " + AT + " " + place.keyId();
  }

  /** Reads a hash; passes over what another release may have put there. */
  static KeyUse read(Map<String, String> fields) {
    Map<KeyUse.Place, KeyUse.Use> keys = new HashMap<>();
    fields.forEach((field, value) -> {
      String[] parts = field.split(" ", 3);
      if (parts.length == 3 && parts[1].equals(AT)) {
        String hits = fields.getOrDefault(parts[0] + " " + HITS + " " + parts[2], "0");
        door(parts[0])
            .ifPresent(door ->
                keys.put(
                    new KeyUse.Place(door, parts[2]),
                    new KeyUse.Use(Long.parseLong(hits), instant(value))));
      }
    });
    return new KeyUse(Optional.ofNullable(fields.get(SINCE)).map(KeyUseFields::instant), keys);
  }

  private static Instant instant(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }

  private static Optional<Door> door(String name) {
    for (Door door : Door.values()) {
      if (door.name().equals(name)) {
        return Optional.of(door);
      }
    }
    return Optional.empty();
  }
}
