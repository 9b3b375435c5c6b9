package dev.weir.runtime.keyuse;

import dev.weir.contract.check.Door;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How the keys of a domain are used.
 *
 * @param since from when on it was counted; empty while nobody has counted anything
 * @param keys those that were used since then
 */
public record KeyUse(Optional<Instant> since, Map<Place, Use> keys) {

  /** Nothing is known. */
  public static final KeyUse UNKNOWN = new KeyUse(Optional.empty(), Map.of());

  /** Copies the map. */
  public KeyUse {
    keys = Map.copyOf(keys);
  }

  /** A key within its domain. */
  public record Place(Door door, String keyId) {}

  /**
   * What is known of one.
   *
   * @param hits how many it let in; a few may be counted twice when Redis was away for a moment
   * @param lastAt when last, to within some seconds
   */
  public record Use(long hits, Instant lastAt) {}

  /** The use of a key; empty for one that was not used since then, or when nothing is known. */
  public Optional<Use> of(Door door, String keyId) {
    return Optional.ofNullable(keys.get(new Place(door, keyId)));
  }
}
