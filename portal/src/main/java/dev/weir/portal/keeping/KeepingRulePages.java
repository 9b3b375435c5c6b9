package dev.weir.portal.keeping;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.keeping.Keeping;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.domain.DomainView;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.domain.LiveTouched;
import dev.weir.portal.domain.keeping.KeptRule;
import dev.weir.portal.domain.settings.DomainSettings;
import dev.weir.portal.domain.settings.Revised;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.store.Stores;
import dev.weir.portal.web.Choice;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.Messages;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The form of one rule, a new one or one that is there. */
public final class KeepingRulePages {

  private static final String TEMPLATE = "keeping/rule";
  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;

  private final Domains domains;
  private final DomainSettings settings;
  private final KeepingRules rules;
  private final LiveTouched live;
  private final Stores stores;
  private final Pages pages;

  /**
   * Shows these rules; {@code settings} has the apps that they are chosen from, {@code stores} the
   * stores.
   */
  public KeepingRulePages(
      Domains domains,
      DomainSettings settings,
      KeepingRules rules,
      LiveTouched live,
      Stores stores,
      Pages pages) {
    this.domains = domains;
    this.settings = settings;
    this.rules = rules;
    this.live = live;
    this.stores = stores;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String path = DomainPath.PARAMETER + "/keeping/:kind";
    Permission write = Permission.DOMAINS_WRITE;
    return List.of(
        RouteEntry.page(path + "/new", write, ctx -> blank(ctx, KeepingPages.kind(ctx))),
        RouteEntry.form(path + "/new", write, ctx -> add(ctx, KeepingPages.kind(ctx))),
        RouteEntry.page(path + "/:rule", write, ctx -> show(ctx, KeepingPages.kind(ctx))),
        RouteEntry.form(path + "/:rule", write, ctx -> save(ctx, KeepingPages.kind(ctx))));
  }

  private <R> void blank(RoutingContext ctx, KeepingPart<R> part) {
    Revised<List<KeptRule<R>>> now = now(ctx, part);
    Form form = new KeepingForm<>(part).blank(now.settings().size() + 1, now.revision());
    pages.send(ctx, page(ctx, part, form, Optional.empty()));
  }

  private <R> void add(RoutingContext ctx, KeepingPart<R> part) {
    DomainName name = DomainPath.read(ctx);
    Form form = Form.read(ctx, new KeepingForm<>(part).shape());
    store(
        ctx,
        part,
        form,
        Optional.empty(),
        (actor, rule) ->
            rules.add(actor, name, part.kind(), rule, KeepingForm.place(form), form.version()));
  }

  private <R> void show(RoutingContext ctx, KeepingPart<R> part) {
    Revised<List<KeptRule<R>>> now = now(ctx, part);
    UUID id = KeepingPages.rule(ctx);
    int at = index(now, id).orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "rule " + id));
    Form form =
        new KeepingForm<>(part).filled(now.settings().get(at).rule(), at + 1, now.revision());
    pages.send(ctx, page(ctx, part, form, Optional.of(id)));
  }

  private <R> void save(RoutingContext ctx, KeepingPart<R> part) {
    DomainName name = DomainPath.read(ctx);
    UUID id = KeepingPages.rule(ctx);
    Form form = Form.read(ctx, new KeepingForm<>(part).shape());
    store(
        ctx,
        part,
        form,
        Optional.of(id),
        (actor, rule) ->
            rules.save(
                actor,
                name,
                part.kind(),
                new KeptRule<>(id, rule),
                KeepingForm.place(form),
                form.version()));
  }

  /** What becomes of a rule that was read without a fault. */
  @FunctionalInterface
  private interface Store<R> {
    void keep(Actor actor, R rule);
  }

  private <R> void store(
      RoutingContext ctx, KeepingPart<R> part, Form form, Optional<UUID> id, Store<R> store) {
    Optional<R> rule = new KeepingForm<>(part).read(form);
    if (rule.isPresent()) {
      try {
        store.keep(Visit.of(ctx).actor(), rule.get());
        Pages.done(ctx, KeepingPages.path(DomainPath.read(ctx)), "saved");
        return;
      } catch (WeirFault refused) {
        if (refused.code() == FaultCode.EDIT_CONFLICT) {
          pages.send(ctx, conflict(ctx, part, form, id).status(CONFLICT));
          return;
        }
        if (refused.code() != FaultCode.SETTING_INVALID) {
          throw refused;
        }
        explain(form, refused.subject());
      }
    }
    pages.send(ctx, page(ctx, part, form, id).status(UNPROCESSABLE));
  }

  private static void explain(Form form, String subject) {
    switch (subject) {
      case "store" -> form.error("store", "store.gone");
      case "cooling" -> form.error("cool", "cool.none");
      default -> form.error("place", "rules.many", Keeping.MAX_RULES);
    }
  }

  /**
   * Shows what somebody quicker did. Where they took the rule away, it is added anew by who saves
   * again: nothing that was typed is lost.
   */
  private <R> Page conflict(RoutingContext ctx, KeepingPart<R> part, Form form, Optional<UUID> id) {
    Revised<List<KeptRule<R>>> theirs = now(ctx, part);
    Optional<Integer> at = id.flatMap(one -> index(theirs, one));
    if (at.isPresent()) {
      R rule = theirs.settings().get(at.get()).rule();
      form.conflicting(
          theirs.revision(),
          theirs.updatedBy(),
          new KeepingForm<>(part).values(rule, at.get() + 1));
      return page(ctx, part, form, id);
    }
    form.version(theirs.revision());
    return page(ctx, part, form, Optional.empty())
        .with("changedBy", theirs.updatedBy())
        .with("gone", id.isPresent());
  }

  private <R> Page page(RoutingContext ctx, KeepingPart<R> part, Form form, Optional<UUID> id) {
    Actor actor = Visit.of(ctx).actor();
    Domain domain = domains.find(actor, DomainPath.read(ctx));
    String named = part.ending().isEmpty() ? "" : form.text(NameExample.FIELD);
    return Page.of(TEMPLATE, "domains")
        .titled(domain.name().value())
        .with("domain", DomainView.of(domain))
        .with("tabs", DomainPath.tabs(domain, DomainPath.Part.KEEPING, actor))
        .with("kind", part.kind().name())
        .with("list", KeepingPages.path(domain.name()))
        .with(
            "action",
            KeepingPages.path(domain.name(), part.kind())
                + "/"
                + id.map(UUID::toString).orElse("new"))
        .with("fresh", id.isEmpty())
        .with("live", live.on(actor.tenant(), domain.name()))
        .with("rules", KeepingRow.of(domain.name(), part, now(ctx, part).settings()))
        .with("apps", apps(actor, domain.name(), form))
        .with("stores", stores(actor))
        .with("example", NameExample.of(named, part.ending()))
        .with("changedBy", "")
        .with("gone", false)
        .with("form", form);
  }

  /** All, those that there are, and the one that the rule names though it is gone. */
  private List<Choice> apps(Actor actor, DomainName domain, Form form) {
    Stream<String> named = Stream.of(form.text("app")).filter(app -> !app.isEmpty());
    Stream<String> known = settings.apps(actor, domain).stream().map(app -> app.name().value());
    return Stream.concat(
            Stream.of(new Choice("", Messages.text(TEMPLATE, "app.all"))),
            Stream.concat(known, named).distinct().map(app -> new Choice(app, app)))
        .toList();
  }

  private List<Choice> stores(Actor actor) {
    return Stream.concat(
            Stream.of(new Choice("", Messages.text(TEMPLATE, "store.platform"))),
            stores.list(actor).stream()
                .map(store -> new Choice(store.id().value(), store.id().value())))
        .toList();
  }

  private <R> Revised<List<KeptRule<R>>> now(RoutingContext ctx, KeepingPart<R> part) {
    return rules.of(Visit.of(ctx).actor(), DomainPath.read(ctx), part.kind());
  }

  private static <R> Optional<Integer> index(Revised<List<KeptRule<R>>> now, UUID id) {
    return IntStream.range(0, now.settings().size())
        .filter(i -> now.settings().get(i).id().equals(id))
        .boxed()
        .findFirst();
  }
}
