package dev.weir.runtime.usage;

import dev.weir.contract.identity.TenantId;
import java.time.Duration;

/**
 * Where use is in Redis: a hash for each tenant, with a field for each gateway that reads {@code
 * <counts until, ms> <viewers> <bits a second>} by the clock of Redis.
 */
final class UsageKeys {

  /** How long a gateway's word counts. Gateways speak every second: some words may be lost. */
  static final Duration EXPIRY = Duration.ofSeconds(5);

  private UsageKeys() {}

  static String tenant(TenantId tenant) {
    return "weir:usage:" + tenant;
  }
}
