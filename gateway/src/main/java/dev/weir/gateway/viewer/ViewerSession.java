package dev.weir.gateway.viewer;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.identity.ViewerId;
import java.time.Instant;
import java.util.Optional;

/**
 * One viewer's permission to go on watching one stream: begun by a request that proved its right,
 * carried by every later one.
 *
 * @param viewer who, and nothing about the person
 * @param begunAt when it began
 * @param expiresAt last second in which the session opens anything
 * @param key of the proof that began it
 * @param network from where alone, as that proof said; empty for anywhere
 */
public record ViewerSession(
    ViewerId viewer, Instant begunAt, Instant expiresAt, KeyMark key, Optional<Cidr> network) {

  /** A session that nobody had to prove anything for, and that goes on wherever the viewer is. */
  public ViewerSession(ViewerId viewer, Instant begunAt, Instant expiresAt) {
    this(viewer, begunAt, expiresAt, KeyMark.NONE, Optional.empty());
  }

  /** Whether the session is over at {@code now}. */
  public boolean expired(Instant now) {
    return now.getEpochSecond() > expiresAt.getEpochSecond();
  }
}
