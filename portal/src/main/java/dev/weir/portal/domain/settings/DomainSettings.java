package dev.weir.portal.domain.settings;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.domain.DomainState;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads and changes what is settled about domains; each change is audited and published. Pages and
 * API call the same methods. For virtual threads.
 */
public final class DomainSettings {

  /** Most apps of a domain. */
  public static final int MAX_APPS = 50;

  private final DomainRoom room;
  private final SettingsStore store = new SettingsStore();

  /** Settings of the domains in this room. */
  public DomainSettings(DomainRoom room) {
    this.room = room;
  }

  /** Rules for publishers; throws {@code WeirFault NOT_FOUND} where none are taken. */
  public Revised<PublishSettings> publishing(Actor actor, DomainName name) {
    return read(
        actor, name, (connection, domain) -> store.push(actor.tenant(), connection, domain.id()));
  }

  /**
   * Changes the rules for publishers. Throws {@code WeirFault EDIT_CONFLICT} when they are not
   * those of {@code revision} any more.
   */
  public void savePublishing(
      Actor actor, DomainName name, PublishSettings settings, long revision) {
    TenantId tenant = actor.tenant();
    change(
        actor,
        name,
        (connection, domain) -> {
          PublishSettings before = store.push(tenant, connection, domain.id()).settings();
          Revised<PublishSettings> by = new Revised<>(settings, revision, actor.name());
          requireFirst(store.savePush(tenant, connection, domain.id(), by), name);
          return Optional.of(
              AuditEntry.of(AuditAction.DOMAIN_CHANGED, name.value())
                  .before(before.facts())
                  .after(settings.facts()));
        });
  }

  /** Rules for viewers; throws {@code WeirFault NOT_FOUND} where none are served. */
  public Revised<PlaySettings> playback(Actor actor, DomainName name) {
    return read(
        actor, name, (connection, domain) -> store.play(actor.tenant(), connection, domain.id()));
  }

  /**
   * Changes the rules for viewers, the pairing with a push domain among them. Throws {@code
   * WeirFault}: {@code EDIT_CONFLICT} when they are not those of {@code revision} any more; {@code
   * NOT_FOUND} when there is no such push domain.
   */
  public void savePlayback(Actor actor, DomainName name, PlaySettings settings, long revision) {
    TenantId tenant = actor.tenant();
    change(
        actor,
        name,
        (connection, domain) -> {
          PlaySettings before = store.play(tenant, connection, domain.id()).settings();
          Domain paired = pushDomain(tenant, connection, settings.pushDomain());
          Revised<PlaySettings> by = new Revised<>(settings, revision, actor.name());
          requireFirst(store.savePlay(tenant, connection, domain.id(), paired.id(), by), name);
          boolean same = before.pushDomain().equals(settings.pushDomain());
          AuditAction action = same ? AuditAction.DOMAIN_CHANGED : AuditAction.DOMAIN_PAIRED;
          return Optional.of(
              AuditEntry.of(action, name.value()).before(before.facts()).after(settings.facts()));
        });
  }

  /** Apps of a push domain, by name. */
  public List<App> apps(Actor actor, DomainName name) {
    return read(
        actor, name, (connection, domain) -> store.apps(actor.tenant(), connection, domain.id()));
  }

  /** Adds an app. Throws {@code WeirFault APP_EXISTS}, or {@code SETTING_INVALID} for too many. */
  public void addApp(Actor actor, DomainName name, AppName app) {
    TenantId tenant = actor.tenant();
    change(
        actor,
        name,
        (connection, domain) -> {
          store.push(tenant, connection, domain.id());
          new Range(0, MAX_APPS - 1)
              .require("apps", store.apps(tenant, connection, domain.id()).size());
          if (!store.addApp(tenant, connection, domain.id(), app)) {
            throw new WeirFault(FaultCode.APP_EXISTS, name + "/" + app);
          }
          return Optional.of(
              AuditEntry.of(AuditAction.DOMAIN_CHANGED, name.value())
                  .after(AuditFacts.none().with("app", app.value())));
        });
  }

  /** Removes an app. */
  public void removeApp(Actor actor, DomainName name, AppName app) {
    TenantId tenant = actor.tenant();
    change(
        actor,
        name,
        (connection, domain) -> {
          requireThere(store.removeApp(tenant, connection, domain.id(), app), name, app);
          return Optional.of(
              AuditEntry.of(AuditAction.DOMAIN_CHANGED, name.value())
                  .before(AuditFacts.none().with("app", app.value())));
        });
  }

  /** Says whether a second publisher of a live name in an app replaces the first. */
  public void setTakeover(Actor actor, DomainName name, App app) {
    TenantId tenant = actor.tenant();
    change(
        actor,
        name,
        (connection, domain) -> {
          App before =
              store.apps(tenant, connection, domain.id()).stream()
                  .filter(known -> known.name().equals(app.name()))
                  .findFirst()
                  .orElseThrow(() -> missing(name, app.name()));
          if (before.equals(app)) {
            return Optional.empty();
          }
          store.setTakeover(tenant, connection, domain.id(), app);
          return Optional.of(
              AuditEntry.of(AuditAction.DOMAIN_CHANGED, name.value())
                  .before(takeover(app.name(), !app.takeover()))
                  .after(takeover(app.name(), app.takeover())));
        });
  }

  private <T> T read(Actor actor, DomainName name, BiFunction<SqlConnection, Domain, T> work) {
    actor.require(Permission.DOMAINS_READ);
    TenantId tenant = actor.tenant();
    return room.database()
        .inTenant(
            tenant,
            connection -> work.apply(connection, room.register().find(tenant, connection, name)));
  }

  /** Does the work, which tells what the log says of it. */
  private void change(
      Actor actor, DomainName name, BiFunction<SqlConnection, Domain, Optional<AuditEntry>> work) {
    actor.require(Permission.DOMAINS_WRITE);
    TenantId tenant = actor.tenant();
    room.database()
        .inTenant(
            tenant,
            connection -> {
              Domain domain = room.register().hold(tenant, connection, name);
              work.apply(connection, domain)
                  .ifPresent(entry -> room.audit().record(connection, actor, entry));
              return domain;
            });
    room.changes().publish(tenant, name);
  }

  private Domain pushDomain(TenantId tenant, SqlConnection connection, DomainName name) {
    Domain domain = room.register().hold(tenant, connection, name);
    if (!domain.use().push() || domain.state() == DomainState.DELETING) {
      throw new WeirFault(FaultCode.NOT_FOUND, "no push domain " + name);
    }
    return domain;
  }

  private static AuditFacts takeover(AppName app, boolean takeover) {
    return AuditFacts.none().with("app", app.value()).with("takeover", takeover);
  }

  private static void requireFirst(boolean saved, DomainName name) {
    if (!saved) {
      throw new WeirFault(FaultCode.EDIT_CONFLICT, "domain=" + name);
    }
  }

  private static void requireThere(boolean there, DomainName name, AppName app) {
    if (!there) {
      throw missing(name, app);
    }
  }

  private static WeirFault missing(DomainName name, AppName app) {
    return new WeirFault(FaultCode.NOT_FOUND, name + "/" + app);
  }
}
