package dev.weir.portal.template;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.domain.LadderLock;
import dev.weir.portal.domain.settings.Revised;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.quota.QuotaKind;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A tenant's templates, presets before them; each change is audited, and published where rules name
 * the template. Pages and API call the same methods. For virtual threads.
 */
public final class Templates {

  private final DomainRoom room;
  private final TemplateStore store = new TemplateStore();

  /** Templates for the domains in this room. */
  public Templates(DomainRoom room) {
    this.room = room;
  }

  /** Presets from small to large, then the tenant's own by name. */
  public List<TenantTemplate> list(Actor actor) {
    TenantId tenant = actor.tenant();
    return read(
        actor,
        connection -> {
          Map<TemplateId, List<DomainName>> uses = store.uses(tenant, connection);
          List<TenantTemplate> all = new ArrayList<>();
          Template.presets()
              .forEach(preset -> all.add(TenantTemplate.preset(preset, used(uses, preset.id()))));
          store.all(tenant, connection).forEach(own -> all.add(own(own, uses)));
          return all;
        });
  }

  /** One of these; throws {@code WeirFault NOT_FOUND}. */
  public TenantTemplate find(Actor actor, TemplateId id) {
    TenantId tenant = actor.tenant();
    return read(
        actor,
        connection -> {
          Map<TemplateId, List<DomainName>> uses = store.uses(tenant, connection);
          return store
              .find(tenant, connection, id)
              .map(own -> own(own, uses))
              .or(() -> preset(id).map(preset -> TenantTemplate.preset(preset, used(uses, id))))
              .orElseThrow(() -> missing(tenant, id));
        });
  }

  /**
   * Makes a template. Throws {@code WeirFault}: {@code TEMPLATE_EXISTS} for a name that one has, a
   * preset too; {@code QUOTA_EXCEEDED}.
   */
  public void create(Actor actor, Template template) {
    TenantId tenant = actor.tenant();
    if (preset(template.id()).isPresent()) {
      throw new WeirFault(FaultCode.TEMPLATE_EXISTS, "preset=" + template.id());
    }
    change(
        actor,
        connection -> {
          room.quotas().require(connection, actor, QuotaKind.TEMPLATES);
          if (!store.insert(tenant, connection, template, actor.name(), room.time().now())) {
            throw new WeirFault(FaultCode.TEMPLATE_EXISTS, tenant + "/" + template.id());
          }
          record(
              connection,
              actor,
              entry(AuditAction.TEMPLATE_CREATED, template.id()).after(TemplateFacts.of(template)));
          return List.of();
        });
  }

  /**
   * Makes a template another one of the same name. Throws {@code WeirFault}: {@code EDIT_CONFLICT}
   * when it is not that of {@code revision} any more; {@code TEMPLATE_PRESET}; {@code NOT_FOUND}.
   */
  public void save(Actor actor, Template template, long revision) {
    TenantId tenant = actor.tenant();
    change(
        actor,
        connection -> {
          Revised<Template> before = own(tenant, connection, template.id());
          if (before.revision() != revision) {
            throw new WeirFault(FaultCode.EDIT_CONFLICT, tenant + "/" + template.id());
          }
          if (before.settings().equals(template)) {
            return List.of();
          }
          store.update(tenant, connection, template, actor.name(), room.time().now());
          record(
              connection,
              actor,
              entry(AuditAction.TEMPLATE_CHANGED, template.id())
                  .before(TemplateFacts.of(before.settings()))
                  .after(TemplateFacts.of(template)));
          return used(store.uses(tenant, connection), template.id());
        });
  }

  /**
   * Deletes a template. Throws {@code WeirFault}: {@code TEMPLATE_IN_USE}, about the domains whose
   * rules name it; {@code TEMPLATE_PRESET}; {@code NOT_FOUND}.
   */
  public void delete(Actor actor, TemplateId id) {
    TenantId tenant = actor.tenant();
    change(
        actor,
        connection -> {
          Revised<Template> before = own(tenant, connection, id);
          List<DomainName> usedBy = used(store.uses(tenant, connection), id);
          if (!usedBy.isEmpty()) {
            throw new WeirFault(
                FaultCode.TEMPLATE_IN_USE,
                usedBy.stream().map(DomainName::value).collect(Collectors.joining(", ")),
                tenant + "/" + id);
          }
          store.delete(tenant, connection, id);
          record(
              connection,
              actor,
              entry(AuditAction.TEMPLATE_DELETED, id).before(TemplateFacts.of(before.settings())));
          return List.of();
        });
  }

  private Revised<Template> own(TenantId tenant, SqlConnection connection, TemplateId id) {
    Optional<Revised<Template>> own = store.find(tenant, connection, id);
    if (own.isEmpty() && preset(id).isPresent()) {
      throw new WeirFault(FaultCode.TEMPLATE_PRESET, "preset=" + id);
    }
    return own.orElseThrow(() -> missing(tenant, id));
  }

  private <T> T read(Actor actor, Function<SqlConnection, T> work) {
    actor.require(Permission.DOMAINS_READ);
    return room.database().inTenant(actor.tenant(), work);
  }

  /** Does the work, which tells whose policies it changed. */
  private void change(Actor actor, Function<SqlConnection, List<DomainName>> work) {
    actor.require(Permission.DOMAINS_WRITE);
    room.database()
        .inTenant(
            actor.tenant(),
            connection -> {
              LadderLock.take(actor.tenant(), connection);
              return work.apply(connection);
            })
        .forEach(domain -> room.changes().publish(actor.tenant(), domain));
  }

  private void record(SqlConnection connection, Actor actor, AuditEntry entry) {
    room.audit().record(connection, actor, entry);
  }

  private static AuditEntry entry(AuditAction action, TemplateId id) {
    return AuditEntry.of(action, id.value());
  }

  private static TenantTemplate own(Revised<Template> own, Map<TemplateId, List<DomainName>> uses) {
    return new TenantTemplate(
        own.settings(), false, own.revision(), own.updatedBy(), used(uses, own.settings().id()));
  }

  private static List<DomainName> used(Map<TemplateId, List<DomainName>> uses, TemplateId id) {
    return uses.getOrDefault(id, List.of());
  }

  private static Optional<Template> preset(TemplateId id) {
    return Template.presets().stream().filter(preset -> preset.id().equals(id)).findFirst();
  }

  private static WeirFault missing(TenantId tenant, TemplateId id) {
    return new WeirFault(FaultCode.NOT_FOUND, "tenant=%s template=%s".formatted(tenant, id));
  }
}
