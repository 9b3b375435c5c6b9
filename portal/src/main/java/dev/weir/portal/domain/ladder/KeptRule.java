package dev.weir.portal.domain.ladder;

import dev.weir.contract.ladder.LadderRule;
import java.util.UUID;

/**
 * A rule among the others of its domain.
 *
 * @param id stays the same while rules around it come and go
 */
public record KeptRule(UUID id, LadderRule rule) {

  /** A new one. */
  public static KeptRule of(LadderRule rule) {
    return new KeptRule(UUID.randomUUID(), rule);
  }
}
