package dev.weir.gateway.quota;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Exchanges what tenants use with the other gateways, every second. One instance. */
public final class QuotaVerticle extends VerticleBase {

  private final TenantQuotas quotas;

  /** Keeps {@code quotas} up to date. */
  public QuotaVerticle(TenantQuotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(TenantQuotas.ROUND.toMillis(), _ -> quotas.exchange());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return quotas.leave().otherwiseEmpty();
  }
}
