package dev.weir.runtime.keyuse;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.redis.RedisBus;
import io.vertx.core.Future;

/** Asks Redis each time: pages about keys are looked at now and then. Thread-safe. */
public final class RedisKeyUseBoard implements KeyUseBoard {

  private final RedisBus bus;

  /** What doors tell through {@code bus}. */
  public RedisKeyUseBoard(RedisBus bus) {
    this.bus = bus;
  }

  @Override
  public Future<KeyUse> use(TenantId tenant, DomainName domain) {
    return bus.hgetAll(KeyUseFields.hash(tenant, domain)).map(KeyUseFields::read);
  }
}
