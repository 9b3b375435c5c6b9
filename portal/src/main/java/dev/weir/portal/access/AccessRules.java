package dev.weir.portal.access;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.domain.Decision;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.domain.Side;
import dev.weir.portal.domain.access.AccessSettings;
import dev.weir.portal.domain.settings.Revised;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads and changes who may enter on a side of a domain. Each change is a new version, audited and
 * published. Pages and API call the same methods. For virtual threads.
 */
public final class AccessRules {

  private final DomainRoom room;
  private final AccessStore store = new AccessStore();
  private final AuthenticationOff off;

  /** Settings of the domains in this room. */
  public AccessRules(DomainRoom room) {
    this.room = room;
    this.off = new AuthenticationOff(room);
  }

  /** What is settled; throws {@code WeirFault NOT_FOUND} where the domain has no such side. */
  public Revised<AccessSettings> of(Actor actor, DomainName name, Side side) {
    return read(
        actor,
        name,
        (connection, domain) -> store.find(actor.tenant(), connection, domain.id(), side));
  }

  /** How many keys of playback tokens the domain has: without any, no token is taken. */
  public int tokenKeys(Actor actor, DomainName name) {
    return read(
        actor,
        name,
        (connection, domain) -> store.tokenKeys(actor.tenant(), connection, domain.id()));
  }

  /** How it was, the present first; nothing before the first change. */
  public List<AccessVersion> versions(Actor actor, DomainName name, Side side) {
    return read(
        actor,
        name,
        (connection, domain) -> {
          store.find(actor.tenant(), connection, domain.id(), side);
          return store.versions(actor.tenant(), connection, domain.id(), side);
        });
  }

  /** One of these; throws {@code WeirFault NOT_FOUND} for what is not kept. */
  public AccessVersion version(Actor actor, DomainName name, Side side, long revision) {
    return one(versions(actor, name, side), revision);
  }

  /**
   * Changes the settings; asking for proofs no more may wait for a second person, and all else is
   * changed at once. Throws {@code WeirFault}: {@code EDIT_CONFLICT} when they are not those of
   * {@code revision} any more; {@code NOT_FOUND} where the domain has no such side.
   */
  public Decision save(
      Actor actor, DomainName name, Side side, AccessSettings settings, long revision) {
    return change(
        actor, name, side, revision, AuditAction.DOMAIN_ACCESS_CHANGED, versions -> settings);
  }

  /**
   * Makes the settings of an earlier version the present ones, as a new version. Throws as {@link
   * #save} does, and {@code WeirFault NOT_FOUND} for a version that is not kept.
   */
  public Decision restore(Actor actor, DomainName name, Side side, long version, long revision) {
    return change(
        actor,
        name,
        side,
        revision,
        AuditAction.DOMAIN_ACCESS_RESTORED,
        versions -> one(versions, version).settings());
  }

  private Decision change(
      Actor actor,
      DomainName name,
      Side side,
      long revision,
      AuditAction action,
      Function<List<AccessVersion>, AccessSettings> wanted) {
    actor.require(Permission.DOMAINS_WRITE);
    TenantId tenant = actor.tenant();
    Decision decision =
        room.database()
            .inTenant(
                tenant,
                connection -> {
                  Domain domain = room.register().hold(tenant, connection, name);
                  Revised<AccessSettings> before =
                      store.find(tenant, connection, domain.id(), side);
                  if (before.revision() != revision) {
                    throw new WeirFault(FaultCode.EDIT_CONFLICT, "domain=" + name);
                  }
                  AccessSettings settings =
                      wanted.apply(store.versions(tenant, connection, domain.id(), side));
                  Decision decided = decide(connection, actor, name, side, before, settings);
                  AccessSettings now =
                      decided instanceof Decision.Waits ? settings.requiring(true) : settings;
                  put(connection, actor, domain, side, before, now, action);
                  return decided;
                });
    room.changes().publish(tenant, name);
    return decision;
  }

  private Decision decide(
      SqlConnection connection,
      Actor actor,
      DomainName name,
      Side side,
      Revised<AccessSettings> before,
      AccessSettings settings) {
    boolean opens = before.settings().proofs().required() && !settings.proofs().required();
    return opens ? off.ask(connection, actor, name, side) : new Decision.Done();
  }

  private void put(
      SqlConnection connection,
      Actor actor,
      Domain domain,
      Side side,
      Revised<AccessSettings> before,
      AccessSettings now,
      AuditAction action) {
    if (now.equals(before.settings())) {
      return;
    }
    AccessVersion next =
        new AccessVersion(before.revision() + 1, now, Optional.of(room.time().now()), actor.name());
    store.save(actor.tenant(), connection, domain.id(), side, before, next);
    room.audit()
        .record(connection, actor, AccessFacts.entry(action, domain, side, before.settings(), now));
  }

  private <T> T read(Actor actor, DomainName name, BiFunction<SqlConnection, Domain, T> work) {
    actor.require(Permission.DOMAINS_READ);
    TenantId tenant = actor.tenant();
    return room.database()
        .inTenant(
            tenant,
            connection -> work.apply(connection, room.register().find(tenant, connection, name)));
  }

  private static AccessVersion one(List<AccessVersion> versions, long revision) {
    return versions.stream()
        .filter(version -> version.revision() == revision)
        .findFirst()
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "version=" + revision));
  }
}
