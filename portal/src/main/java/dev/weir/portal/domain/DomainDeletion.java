package dev.weir.portal.domain;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.approval.Approval;
import dev.weir.portal.approval.ApprovalKind;
import dev.weir.portal.approval.ApprovedAction;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.domain.DomainRegister.Move;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Optional;

/** Takes a domain out of service for good, at once or when a second person agreed. */
public final class DomainDeletion implements ApprovedAction {

  private final DomainRoom room;

  /** Deletes domains of this room. */
  public DomainDeletion(DomainRoom room) {
    this.room = room;
  }

  /** Deletes, or asks for a second person where the tenant wants one. */
  Decision delete(Actor actor, DomainName name) {
    actor.require(Permission.DOMAINS_WRITE);
    Decision decision =
        room.database()
            .inTenant(
                actor.tenant(),
                connection -> {
                  Domain domain = deletable(actor.tenant(), connection, name);
                  Decision decided =
                      Decision.of(
                          room.approvals()
                              .need(
                                  connection,
                                  actor,
                                  ApprovalKind.DOMAIN_DELETION,
                                  name.value(),
                                  new JsonObject()));
                  if (decided instanceof Decision.Done) {
                    mark(connection, actor, domain);
                  }
                  return decided;
                });
    if (decision instanceof Decision.Done) {
      settle(actor.tenant(), name);
    }
    return decision;
  }

  @Override
  public void perform(SqlConnection connection, Actor actor, Approval approval) {
    DomainName name = new DomainName(approval.object());
    mark(connection, actor, deletable(actor.tenant(), connection, name));
  }

  @Override
  public void committed(Actor actor, Approval approval) {
    settle(actor.tenant(), new DomainName(approval.object()));
  }

  private Domain deletable(TenantId tenant, SqlConnection connection, DomainName name) {
    Domain domain = room.register().hold(tenant, connection, name);
    if (domain.state() == DomainState.DELETING) {
      throw new WeirFault(FaultCode.DOMAIN_STATE_UNFIT, name + " is being deleted");
    }
    if (!domain.use().playedBy().isEmpty()) {
      throw new WeirFault(FaultCode.DOMAIN_IN_USE, "by=" + domain.use().playedBy());
    }
    return domain;
  }

  /** One that was never proven has nothing that could be missed. */
  private void mark(SqlConnection connection, Actor actor, Domain domain) {
    Duration grace = domain.proven() ? room.config().deletionGrace() : Duration.ZERO;
    room.register()
        .move(
            actor.tenant(),
            connection,
            domain,
            new Move(
                DomainState.DELETING,
                Finding.NONE,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(room.time().now().plus(grace))));
    room.audit()
        .record(
            connection,
            actor,
            AuditEntry.of(AuditAction.DOMAIN_DELETED, domain.name().value())
                .before(AuditFacts.none().with("state", domain.state().name()))
                .after(AuditFacts.none().with("state", DomainState.DELETING.name())));
  }

  private void settle(TenantId tenant, DomainName name) {
    room.changes().publish(tenant, name);
    room.checks().purge(new DomainRegister.Due(tenant, name));
  }
}
