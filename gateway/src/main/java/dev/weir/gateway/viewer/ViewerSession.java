package dev.weir.gateway.viewer;

import dev.weir.contract.identity.ViewerId;
import java.time.Instant;

/**
 * One viewer's permission to go on watching one stream: begun by a request that proved its right,
 * carried by every later one.
 *
 * @param viewer who, and nothing about the person
 * @param begunAt when it began
 * @param expiresAt last second in which the session opens anything
 */
public record ViewerSession(ViewerId viewer, Instant begunAt, Instant expiresAt) {

  /** Whether the session is over at {@code now}. */
  public boolean expired(Instant now) {
    return now.getEpochSecond() > expiresAt.getEpochSecond();
  }
}
