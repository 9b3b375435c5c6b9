package dev.weir.runtime.refusal;

import dev.weir.contract.identity.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where refusals are in Redis: for each tenant a list of the last ones, newest first and sealed,
 * and for each hour a hash with a number for each cause.
 */
final class RefusalKeys {

  /** An hour's numbers are gone when none of them counts any more. */
  static final Duration COUNTS_EXPIRY = RefusalBoard.MEMORY.plusHours(1);

  private RefusalKeys() {}

  static String last(TenantId tenant) {
    return "weir:refusals:" + tenant;
  }

  static String hour(TenantId tenant, Instant at) {
    return "weir:refused:" + tenant + ":" + at.truncatedTo(ChronoUnit.HOURS).getEpochSecond();
  }

  /** This hour and those before it. */
  static List<String> hours(TenantId tenant, Instant now) {
    return IntStream.range(0, (int) RefusalBoard.MEMORY.toHours())
        .mapToObj(back -> hour(tenant, now.minus(Duration.ofHours(back))))
        .toList();
  }

  /** What the seal of a refusal is bound to. */
  static String seal(TenantId tenant) {
    return "refusal/" + tenant;
  }
}
