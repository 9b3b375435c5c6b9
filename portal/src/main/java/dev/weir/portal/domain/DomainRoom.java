package dev.weir.portal.domain;

import dev.weir.portal.approval.Approvals;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.domain.proof.DomainProofs;
import dev.weir.portal.quota.Quotas;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.core.Vertx;

/**
 * What all that works on domains shares, put together once.
 *
 * @param changes is told of every change
 */
public record DomainRoom(
    Database database,
    DomainRegister register,
    DomainChecks checks,
    NamingRules names,
    SealedBox box,
    PolicyChanges changes,
    AuditLog audit,
    Approvals approvals,
    Quotas quotas,
    DomainsConfig config,
    TimeSource time) {

  /** What it is put together from. */
  public record Seams(
      Vertx vertx, Database database, SealedBox box, PolicyChanges changes, TimeSource time) {}

  /**
   * Puts it together.
   *
   * @param portalHost the portal's own name, which no tenant can claim
   */
  public static DomainRoom of(Seams seams, DomainsConfig config, String portalHost) {
    NamingRules names = new NamingRules(config.base(), portalHost);
    DomainRegister register = new DomainRegister(seams.database(), names, seams.time());
    AuditLog audit = new AuditLog(seams.time());
    DomainChecks checks =
        new DomainChecks(
            seams.database(),
            register,
            new DomainProofs(seams.vertx(), config.proof()),
            seams.changes(),
            audit,
            seams.time());
    return new DomainRoom(
        seams.database(),
        register,
        checks,
        names,
        seams.box(),
        seams.changes(),
        audit,
        new Approvals(audit, seams.time()),
        new Quotas(seams.database(), audit, seams.time()),
        config,
        seams.time());
  }
}
