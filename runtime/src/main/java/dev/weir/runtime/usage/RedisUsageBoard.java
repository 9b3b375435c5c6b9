package dev.weir.runtime.usage;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.TenantUse;
import dev.weir.runtime.redis.RedisBus;
import io.vertx.core.Future;

/** Asks Redis each time: a page that shows quotas is looked at now and then. Thread-safe. */
public final class RedisUsageBoard implements UsageBoard {

  private final RedisBus bus;

  /** What gateways tell through {@code bus}. */
  public RedisUsageBoard(RedisBus bus) {
    this.bus = bus;
  }

  @Override
  public Future<TenantUse> use(TenantId tenant) {
    return bus.send(UsageScripts.ask(tenant)).map(numbers -> UsageScripts.use(numbers, 0));
  }
}
