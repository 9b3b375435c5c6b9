package dev.weir.transcoder.supervise;

import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.TemplateId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether the renditions of one stream are to be made now: always, or while somebody asks for them.
 * Thread-safe.
 */
final class Demand {

  private static final long NEVER = Long.MIN_VALUE;

  private final AtomicLong askedNanos = new AtomicLong(NEVER);
  private volatile boolean always = true;
  private volatile Duration idle = LadderRule.DEFAULT_IDLE;
  private volatile List<TemplateId> renditions = List.of();

  /**
   * Goes by {@code rule} from now on.
   *
   * @param heard whether requests of viewers are told here; who is not told makes all renditions
   */
  void follow(Optional<LadderRule> rule, boolean heard) {
    always =
        !heard || rule.filter(one -> one.start() == LadderRule.Start.AT_FIRST_VIEWER).isEmpty();
    idle = rule.map(LadderRule::idle).orElse(LadderRule.DEFAULT_IDLE);
    renditions = rule.map(LadderRule::templates).orElse(List.of());
  }

  /** Somebody asks for a rendition; whether it is one that this may bring about. */
  boolean ask(TemplateId rendition, long nowNanos) {
    if (always || !renditions.contains(rendition)) {
      return false;
    }
    askedNanos.set(nowNanos);
    return true;
  }

  /** Whether nothing depends on who asks. */
  boolean isAlways() {
    return always;
  }

  /** Whether somebody has asked not too long ago. */
  boolean isThere(long nowNanos) {
    long asked = askedNanos.get();
    return always || asked != NEVER && nowNanos - asked <= idle.toNanos();
  }
}
