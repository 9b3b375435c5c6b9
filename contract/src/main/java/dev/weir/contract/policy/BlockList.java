package dev.weir.contract.policy;

import dev.weir.contract.identity.StreamAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Streams that nobody may publish or play.
 *
 * @param until by stream: when it may be published again; empty for never
 */
public record BlockList(Map<StreamAddress, Optional<Instant>> until) {

  /** Most streams of a push domain that may be blocked at the same time. */
  public static final int MAX_PER_DOMAIN = 1_000;

  private static final BlockList NONE = new BlockList(Map.of());

  /** Copies the map. */
  public BlockList {
    until = Map.copyOf(until);
  }

  /** Nothing is blocked. */
  public static BlockList none() {
    return NONE;
  }

  /** Whether a stream is blocked at a moment. */
  public boolean holds(StreamAddress address, Instant now) {
    Optional<Instant> end = until.get(address);
    return end != null && (end.isEmpty() || now.isBefore(end.get()));
  }
}
