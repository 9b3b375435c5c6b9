package dev.weir.portal.access;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.approval.Approval;
import dev.weir.portal.approval.ApprovalKind;
import dev.weir.portal.approval.ApprovedAction;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.domain.Decision;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.domain.Side;
import dev.weir.portal.domain.access.AccessSettings;
import dev.weir.portal.domain.settings.Revised;
import dev.weir.portal.identity.Actor;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;

/** Lets a domain be pushed to, or played from, without a signature once a second person agreed. */
public final class AuthenticationOff implements ApprovedAction {

  private static final String DOMAIN = "domain";
  private static final String SIDE = "side";

  private final DomainRoom room;
  private final AccessStore store = new AccessStore();

  /** Changes domains of this room. */
  public AuthenticationOff(DomainRoom room) {
    this.room = room;
  }

  /** Whether it may be done now; whoever asks is about to save. */
  Decision ask(SqlConnection connection, Actor actor, DomainName name, Side side) {
    JsonObject payload = new JsonObject().put(DOMAIN, name.value()).put(SIDE, side.name());
    String object = name + " " + side.name();
    return Decision.of(
        room.approvals().need(connection, actor, ApprovalKind.AUTHENTICATION_OFF, object, payload));
  }

  @Override
  public void perform(SqlConnection connection, Actor actor, Approval approval) {
    TenantId tenant = actor.tenant();
    DomainName name = new DomainName(approval.payload().getString(DOMAIN));
    Side side = Side.valueOf(approval.payload().getString(SIDE));
    Domain domain = room.register().hold(tenant, connection, name);
    Revised<AccessSettings> before = store.find(tenant, connection, domain.id(), side);
    AccessSettings now = before.settings().requiring(false);
    AccessVersion next =
        new AccessVersion(
            before.revision() + 1, now, Optional.of(room.time().now()), approval.requesterName());
    store.save(tenant, connection, domain.id(), side, before, next);
    room.audit()
        .record(
            connection,
            actor,
            AccessFacts.entry(
                AuditAction.DOMAIN_ACCESS_CHANGED, domain, side, before.settings(), now));
  }

  @Override
  public void committed(Actor actor, Approval approval) {
    room.changes().publish(actor.tenant(), new DomainName(approval.payload().getString(DOMAIN)));
  }
}
