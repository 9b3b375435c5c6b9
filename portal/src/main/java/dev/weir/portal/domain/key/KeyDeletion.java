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
import dev.weir.portal.domain.TokenKeySeal;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;

/** Deletes a signing key or a token key, at once or when a second person agreed. */
public final class KeyDeletion implements ApprovedAction {

  private static final String DOMAIN = "domain";
  private static final String SIDE = "side";
  private static final String KEY = "key";

  private final DomainRoom room;
  private final KeyStore store;
  private final TokenKeyStore tokens;

  /** Deletes keys of the domains in this room. */
  public KeyDeletion(DomainRoom room) {
    this.room = room;
    this.store = new KeyStore(new SigningKeySeal(room.box()));
    this.tokens = new TokenKeyStore(new TokenKeySeal(room.box()));
  }

  /** Deletes, or asks for a second person where the tenant wants one. */
  Decision delete(Actor actor, DomainName name, Side side, String key) {
    JsonObject what =
        new JsonObject().put(DOMAIN, name.value()).put(SIDE, side.name()).put(KEY, key);
    return decide(actor, name, what);
  }

  /** The same for a token key, which has no side. */
  Decision deleteToken(Actor actor, DomainName name, String key) {
    return decide(actor, name, new JsonObject().put(DOMAIN, name.value()).put(KEY, key));
  }

  private Decision decide(Actor actor, DomainName name, JsonObject what) {
    actor.require(Permission.KEYS_WRITE);
    Decision decision =
        room.database()
            .inTenant(
                actor.tenant(),
                connection -> {
                  Domain domain = room.register().hold(actor.tenant(), connection, name);
                  requireDeletable(actor.tenant(), connection, domain, what);
                  Decision decided =
                      Decision.of(
                          room.approvals()
                              .need(
                                  connection,
                                  actor,
                                  ApprovalKind.KEY_DELETION,
                                  object(name, what),
                                  what));
                  if (decided instanceof Decision.Done) {
                    remove(connection, actor, what);
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
    TenantId tenant = actor.tenant();
    Domain domain = room.register().hold(tenant, connection, name);
    if (!what.containsKey(SIDE)) {
      removeToken(connection, actor, domain, what.getString(KEY));
      return;
    }
    Side side = Side.valueOf(what.getString(SIDE));
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

  private void removeToken(SqlConnection connection, Actor actor, Domain domain, String key) {
    if (!tokens.delete(actor.tenant(), connection, domain.id(), key)) {
      throw missing(key);
    }
    room.audit()
        .record(
            connection,
            actor,
            AuditEntry.of(AuditAction.TOKEN_KEY_DELETED, domain.name() + " " + key));
  }

  private void requireDeletable(
      TenantId tenant, SqlConnection connection, Domain domain, JsonObject what) {
    String key = what.getString(KEY);
    if (what.containsKey(SIDE)) {
      deletable(tenant, connection, domain, Side.valueOf(what.getString(SIDE)), key);
    } else if (tokens.list(tenant, connection, domain.id()).stream()
        .noneMatch(one -> one.name().equals(key))) {
      throw missing(key);
    }
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
            .orElseThrow(() -> missing(key));
    if (ring.size() == 1) {
      throw new WeirFault(FaultCode.SIGNING_KEY_LAST, domain.name() + " " + side);
    }
    return gone;
  }

  private static WeirFault missing(String key) {
    return new WeirFault(FaultCode.NOT_FOUND, "key=" + key);
  }

  /** Signing keys and token keys may be called alike. */
  private static String object(DomainName name, JsonObject what) {
    return name + (what.containsKey(SIDE) ? " " : " token ") + what.getString(KEY);
  }
}
