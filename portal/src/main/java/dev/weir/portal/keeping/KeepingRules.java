package dev.weir.portal.keeping;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.keeping.RecordingRule;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.domain.keeping.KeptRule;
import dev.weir.portal.domain.keeping.RuleKind;
import dev.weir.portal.domain.settings.Revised;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.store.Stores;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Reads and changes the rules that say what of the streams of push domains is kept; each change is
 * audited and published. The rules of a kind have one revision: of two who change any of them at
 * once, the second is told. Every change throws {@code WeirFault}: {@code EDIT_CONFLICT} when the
 * rules are not those of the revision any more; {@code SETTING_INVALID} for more than {@link
 * Keeping} holds, and about {@code store} and {@code cooling} for a shelf that there is not; {@code
 * NOT_FOUND} for a domain that takes no publishers, or a rule that is not there. For virtual
 * threads.
 */
public final class KeepingRules {

  private final DomainRoom room;
  private final Stores stores;
  private final KeepingStore store = new KeepingStore();

  /** Rules of the domains in this room, whose files lie in {@code stores}. */
  public KeepingRules(DomainRoom room, Stores stores) {
    this.room = room;
    this.stores = stores;
  }

  /** The rules of a kind in the order in which they are asked. */
  public <R> Revised<List<KeptRule<R>>> of(Actor actor, DomainName name, RuleKind<R> kind) {
    actor.require(Permission.DOMAINS_READ);
    TenantId tenant = actor.tenant();
    return room.database()
        .inTenant(
            tenant,
            connection -> {
              Domain domain = pushed(room.register().find(tenant, connection, name));
              return store.find(tenant, connection, domain.id(), kind);
            });
  }

  /**
   * Adds a rule.
   *
   * @param place where, counted from 1; what lies behind the end is the end
   */
  public <R> void add(
      Actor actor, DomainName name, RuleKind<R> kind, R rule, int place, long revision) {
    change(actor, name, kind, revision, rules -> placed(rules, KeptRule.of(rule), place));
  }

  /** Changes a rule, and where it stands. */
  public <R> void save(
      Actor actor, DomainName name, RuleKind<R> kind, KeptRule<R> rule, int place, long revision) {
    change(actor, name, kind, revision, rules -> placed(without(rules, rule.id()), rule, place));
  }

  /** Has a rule asked before the one that is asked before it. */
  public <R> void raise(Actor actor, DomainName name, RuleKind<R> kind, UUID id, long revision) {
    change(
        actor,
        name,
        kind,
        revision,
        rules -> {
          int at = index(rules, id);
          return placed(without(rules, id), rules.get(at), at);
        });
  }

  /** Removes a rule. */
  public <R> void remove(Actor actor, DomainName name, RuleKind<R> kind, UUID id, long revision) {
    change(actor, name, kind, revision, rules -> without(rules, id));
  }

  /** Puts these rules in the place of all of the kind; those that stay keep their ids. */
  public <R> void replace(
      Actor actor, DomainName name, RuleKind<R> kind, List<R> wanted, long revision) {
    change(actor, name, kind, revision, rules -> matched(rules, wanted));
  }

  private <R> void change(
      Actor actor,
      DomainName name,
      RuleKind<R> kind,
      long revision,
      UnaryOperator<List<KeptRule<R>>> work) {
    actor.require(Permission.DOMAINS_WRITE);
    TenantId tenant = actor.tenant();
    room.database()
        .inTenant(
            tenant,
            connection -> {
              Domain domain = pushed(room.register().hold(tenant, connection, name));
              Revised<List<KeptRule<R>>> before = store.find(tenant, connection, domain.id(), kind);
              if (before.revision() != revision) {
                throw new WeirFault(FaultCode.EDIT_CONFLICT, "domain=" + name);
              }
              List<KeptRule<R>> wanted = work.apply(before.settings());
              if (!wanted.equals(before.settings())) {
                put(connection, actor, domain, kind, before.settings(), wanted);
              }
              return domain;
            });
    room.changes().publish(tenant, name);
  }

  private <R> void put(
      SqlConnection connection,
      Actor actor,
      Domain domain,
      RuleKind<R> kind,
      List<KeptRule<R>> before,
      List<KeptRule<R>> wanted) {
    if (wanted.size() > Keeping.MAX_RULES) {
      throw new WeirFault(FaultCode.SETTING_INVALID, "rules", "rules=" + wanted.size());
    }
    for (KeptRule<R> kept : wanted) {
      if (kept.rule() instanceof RecordingRule recording && !before.contains(kept)) {
        stores.requireShelf(actor.tenant(), connection, recording.shelf());
      }
    }
    store.save(actor.tenant(), connection, domain.id(), kind, wanted, actor.name());
    room.audit()
        .record(
            connection,
            actor,
            AuditEntry.of(kind.changed(), domain.name().value())
                .before(KeepingFacts.of(kind, before))
                .after(KeepingFacts.of(kind, wanted)));
  }

  private static Domain pushed(Domain domain) {
    if (!domain.use().push()) {
      throw new WeirFault(FaultCode.NOT_FOUND, "takes no publishers domain=" + domain.name());
    }
    return domain;
  }

  private static <R> List<KeptRule<R>> placed(
      List<KeptRule<R>> rules, KeptRule<R> rule, int place) {
    List<KeptRule<R>> more = new ArrayList<>(rules);
    more.add(Math.clamp(place - 1L, 0, rules.size()), rule);
    return more;
  }

  private static <R> List<KeptRule<R>> without(List<KeptRule<R>> rules, UUID id) {
    List<KeptRule<R>> fewer = new ArrayList<>(rules);
    fewer.remove(index(rules, id));
    return fewer;
  }

  private static <R> int index(List<KeptRule<R>> rules, UUID id) {
    return IntStream.range(0, rules.size())
        .filter(i -> rules.get(i).id().equals(id))
        .findFirst()
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "rule " + id));
  }

  private static <R> List<KeptRule<R>> matched(List<KeptRule<R>> rules, List<R> wanted) {
    List<KeptRule<R>> left = new ArrayList<>(rules);
    List<KeptRule<R>> matched = new ArrayList<>();
    for (R rule : wanted) {
      KeptRule<R> kept =
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
