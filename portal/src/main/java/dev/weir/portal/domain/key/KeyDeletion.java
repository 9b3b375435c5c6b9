package dev.weir.portal.domain.key;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.approval.Approval;
import dev.weir.portal.approval.ApprovalKind;
import dev.weir.portal.approval.ApprovedAction;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.domain.Decision;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.domain.Side;
import dev.weir.portal.domain.SigningKeySeal;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;

/** Deletes a signing key, at once or when a second person agreed. */
public final class KeyDeletion implements ApprovedAction {

  private static final String DOMAIN = "domain";
  private static final String SIDE = "side";
  private static final String KEY = "key";

  private final DomainRoom room;
  private final KeyStore store;

  /** Deletes keys of the domains in this room. */
  public KeyDeletion(DomainRoom room) {
    this.room = room;
    this.store = new KeyStore(new SigningKeySeal(room.box()));
  }

  /** Deletes, or asks for a second person where the tenant wants one. */
  Decision delete(Actor actor, DomainName name, Side side, String key) {
    actor.require(Permission.KEYS_WRITE);
    JsonObject payload =
        new JsonObject().put(DOMAIN, name.value()).put(SIDE, side.name()).put(KEY, key);
    Decision decision =
        room.database()
            .inTenant(
                actor.tenant(),
                connection -> {
                  Domain domain = room.register().hold(actor.tenant(), connection, name);
                  deletable(actor.tenant(), connection, domain, side, key);
                  Decision decided =
                      Decision.of(
                          room.approvals()
                              .need(
                                  connection,
                                  actor,
                                  ApprovalKind.KEY_DELETION,
                                  name + " " + key,
                                  payload));
                  if (decided instanceof Decision.Done) {
                    remove(connection, actor, payload);
                  }
                  return decided;
                });
    if (decision instanceof Decision.Done) {
      room.changes().publish(actor.tenant(), name);
    }
    return decision;
  }

  @Override
  public void perform(SqlConnection connection, Actor actor, Approval approval) {
    remove(connection, actor, approval.payload());
  }

  @Override
  public void committed(Actor actor, Approval approval) {
    room.changes().publish(actor.tenant(), new DomainName(approval.payload().getString(DOMAIN)));
  }

  private void remove(SqlConnection connection, Actor actor, JsonObject what) {
    DomainName name = new DomainName(what.getString(DOMAIN));
    Side side = Side.valueOf(what.getString(SIDE));
    TenantId tenant = actor.tenant();
    Domain domain = room.register().hold(tenant, connection, name);
    DomainKey gone = deletable(tenant, connection, domain, side, what.getString(KEY));
    if (gone.primary()) {
      store.swap(tenant, connection, domain.id(), side);
    }
    store.deleteSecondary(tenant, connection, domain.id(), side);
    room.audit()
        .record(
            connection,
            actor,
            AuditEntry.of(AuditAction.SIGNING_KEY_DELETED, name + " " + gone.name()));
  }

  private DomainKey deletable(
      TenantId tenant, SqlConnection connection, Domain domain, Side side, String key) {
    List<DomainKey> ring =
        store.list(tenant, connection, domain.id()).stream()
            .filter(candidate -> candidate.side() == side)
            .toList();
    DomainKey gone =
        ring.stream()
            .filter(candidate -> candidate.name().equals(key))
            .findFirst()
            .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "key=" + key));
    if (ring.size() == 1) {
      throw new WeirFault(FaultCode.SIGNING_KEY_LAST, domain.name() + " " + side);
    }
    return gone;
  }
}
