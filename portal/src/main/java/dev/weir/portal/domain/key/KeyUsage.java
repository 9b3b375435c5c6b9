package dev.weir.portal.domain.key;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.keyuse.KeyUse;
import dev.weir.runtime.keyuse.KeyUseBoard;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How keys are used, as far as anybody can say. For virtual threads. */
public final class KeyUsage {

  private static final Logger LOG = LoggerFactory.getLogger(KeyUsage.class);

  private final KeyUseBoard board;
  private final TimeSource time;

  /** Reads this board. */
  public KeyUsage(KeyUseBoard board, TimeSource time) {
    this.board = board;
    this.time = time;
  }

  /** How a domain's keys are used; nothing is known when nobody answers. */
  public KeyUse of(TenantId tenant, DomainName domain) {
    try {
      return board.use(tenant, domain).await();
    } catch (Exception unanswered) {
      LOG.warn(
          "event=portal.key-use.unknown tenant={} cause={}", tenant, String.valueOf(unanswered));
      return KeyUse.UNKNOWN;
    }
  }

  /** The time that ages are told by. */
  Instant now() {
    return time.now();
  }
}
