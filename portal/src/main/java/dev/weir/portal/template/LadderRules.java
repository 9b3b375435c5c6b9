package dev.weir.portal.template;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.WatermarkId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.domain.LadderLock;
import dev.weir.portal.domain.ladder.KeptRule;
import dev.weir.portal.domain.settings.Revised;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.watermark.WatermarkStore;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads and changes the ladder rules of push domains; each change is audited and published. All
 * rules of a domain have one revision: of two who change any of them at once, the second is told.
 * Every change throws {@code WeirFault}: {@code EDIT_CONFLICT} when the rules are not those of the
 * revision any more; {@code TEMPLATE_UNKNOWN}, {@code WATERMARK_UNKNOWN}, about the first name that
 * nothing has; {@code SETTING_INVALID} for more than {@link Ladders} holds; {@code NOT_FOUND} for a
 * domain that takes no publishers, or a rule that is not there. For virtual threads.
 */
public final class LadderRules {

  private final DomainRoom room;
  private final LadderStore store = new LadderStore();
  private final TemplateStore templates = new TemplateStore();
  private final WatermarkStore watermarks = new WatermarkStore();

  /** Rules of the domains in this room. */
  public LadderRules(DomainRoom room) {
    this.room = room;
  }

  /** The rules in the order in which they are asked. */
  public Revised<List<KeptRule>> of(Actor actor, DomainName name) {
    actor.require(Permission.DOMAINS_READ);
    TenantId tenant = actor.tenant();
    return room.database()
        .inTenant(
            tenant,
            connection ->
                store.find(
                    tenant, connection, room.register().find(tenant, connection, name).id()));
  }

  /**
   * Adds a rule.
   *
   * @param place where, counted from 1; what lies behind the end is the end
   */
  public void add(Actor actor, DomainName name, LadderRule rule, int place, long revision) {
    change(actor, name, revision, rules -> placed(rules, KeptRule.of(rule), place));
  }

  /** Changes a rule, and where it stands. */
  public void save(Actor actor, DomainName name, KeptRule rule, int place, long revision) {
    change(actor, name, revision, rules -> placed(without(rules, rule.id()), rule, place));
  }

  /** Has a rule asked before the one that is asked before it. */
  public void raise(Actor actor, DomainName name, UUID id, long revision) {
    change(
        actor,
        name,
        revision,
        rules -> {
          int at = index(rules, id);
          return placed(without(rules, id), rules.get(at), at);
        });
  }

  /** Removes a rule. */
  public void remove(Actor actor, DomainName name, UUID id, long revision) {
    change(actor, name, revision, rules -> without(rules, id));
  }

  /** Puts these rules in the place of all; those that stay as they are keep their ids. */
  public void replace(Actor actor, DomainName name, List<LadderRule> wanted, long revision) {
    change(actor, name, revision, rules -> matched(rules, wanted));
  }

  private void change(
      Actor actor, DomainName name, long revision, UnaryOperator<List<KeptRule>> work) {
    actor.require(Permission.DOMAINS_WRITE);
    TenantId tenant = actor.tenant();
    room.database()
        .inTenant(
            tenant,
            connection -> {
              LadderLock.take(tenant, connection);
              Domain domain = room.register().hold(tenant, connection, name);
              Revised<List<KeptRule>> before = store.find(tenant, connection, domain.id());
              if (before.revision() != revision) {
                throw new WeirFault(FaultCode.EDIT_CONFLICT, "domain=" + name);
              }
              List<KeptRule> wanted = work.apply(before.settings());
              if (!wanted.equals(before.settings())) {
                put(connection, actor, domain, before.settings(), wanted);
              }
              return domain;
            });
    room.changes().publish(tenant, name);
  }

  private void put(
      SqlConnection connection,
      Actor actor,
      Domain domain,
      List<KeptRule> before,
      List<KeptRule> wanted) {
    requireKnown(actor.tenant(), connection, wanted);
    requireWatermarks(actor.tenant(), connection, wanted);
    store.save(actor.tenant(), connection, domain.id(), wanted, actor.name());
    room.audit()
        .record(
            connection,
            actor,
            AuditEntry.of(AuditAction.DOMAIN_LADDERS_CHANGED, domain.name().value())
                .before(TemplateFacts.of(before))
                .after(TemplateFacts.of(wanted)));
  }

  private void requireKnown(TenantId tenant, SqlConnection connection, List<KeptRule> rules) {
    List<TemplateId> named =
        rules.stream().flatMap(kept -> kept.rule().templates().stream()).distinct().toList();
    if (rules.size() > Ladders.MAX_RULES || named.size() > Ladders.MAX_TEMPLATES) {
      throw new WeirFault(
          FaultCode.SETTING_INVALID,
          "rules",
          "rules=%d templates=%d".formatted(rules.size(), named.size()));
    }
    Set<TemplateId> known = new HashSet<>();
    templates.all(tenant, connection).forEach(own -> known.add(own.settings().id()));
    Template.presets().forEach(preset -> known.add(preset.id()));
    named.stream()
        .filter(id -> !known.contains(id))
        .findFirst()
        .ifPresent(id -> {
          throw new WeirFault(FaultCode.TEMPLATE_UNKNOWN, id.value(), tenant + "/" + id);
        });
  }

  private void requireWatermarks(TenantId tenant, SqlConnection connection, List<KeptRule> rules) {
    Set<WatermarkId> known =
        watermarks.all(tenant, connection).stream()
            .map(own -> own.settings().id())
            .collect(Collectors.toSet());
    rules.stream()
        .flatMap(kept -> kept.rule().watermark().stream())
        .filter(id -> !known.contains(id))
        .findFirst()
        .ifPresent(id -> {
          throw new WeirFault(FaultCode.WATERMARK_UNKNOWN, id.value(), tenant + "/" + id);
        });
  }

  private static List<KeptRule> placed(List<KeptRule> rules, KeptRule rule, int place) {
    List<KeptRule> more = new ArrayList<>(rules);
    more.add(Math.clamp(place - 1L, 0, rules.size()), rule);
    return more;
  }

  private static List<KeptRule> without(List<KeptRule> rules, UUID id) {
    List<KeptRule> fewer = new ArrayList<>(rules);
    fewer.remove(index(rules, id));
    return fewer;
  }

  private static int index(List<KeptRule> rules, UUID id) {
    return IntStream.range(0, rules.size())
        .filter(i -> rules.get(i).id().equals(id))
        .findFirst()
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "ladder rule " + id));
  }

  private static List<KeptRule> matched(List<KeptRule> rules, List<LadderRule> wanted) {
    List<KeptRule> left = new ArrayList<>(rules);
    List<KeptRule> matched = new ArrayList<>();
    for (LadderRule rule : wanted) {
      KeptRule kept =
          left.stream()
              .filter(known -> known.rule().equals(rule))
              .findFirst()
              .orElseGet(() -> KeptRule.of(rule));
      left.remove(kept);
      matched.add(kept);
    }
    return matched;
  }
}
