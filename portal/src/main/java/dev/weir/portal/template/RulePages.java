package dev.weir.portal.template;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.Ladders;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.domain.DomainView;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.domain.LiveTouched;
import dev.weir.portal.domain.ladder.KeptRule;
import dev.weir.portal.domain.settings.DomainSettings;
import dev.weir.portal.domain.settings.Revised;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.watermark.Watermarks;
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

/** The form of one ladder rule, a new one or one that is there. */
public final class RulePages {

  private static final String TEMPLATE = "template/rule";
  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;

  private final Domains domains;
  private final DomainSettings settings;
  private final Templates templates;
  private final Watermarks watermarks;
  private final LadderRules rules;
  private final LiveTouched live;
  private final Pages pages;

  /** Shows these rules; the three before them are what is chosen from. */
  public RulePages(
      Domains domains,
      DomainSettings settings,
      Templates templates,
      Watermarks watermarks,
      LadderRules rules,
      LiveTouched live,
      Pages pages) {
    this.domains = domains;
    this.settings = settings;
    this.templates = templates;
    this.watermarks = watermarks;
    this.rules = rules;
    this.live = live;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String path = DomainPath.PARAMETER + "/ladders";
    Permission write = Permission.DOMAINS_WRITE;
    return List.of(
        RouteEntry.page(path + "/new", write, this::blank),
        RouteEntry.form(path + "/new", write, this::add),
        RouteEntry.page(path + "/:rule", write, this::show),
        RouteEntry.form(path + "/:rule", write, this::save));
  }

  private void blank(RoutingContext ctx) {
    Revised<List<KeptRule>> now = now(ctx);
    Form form = RuleForm.blank(now.settings().size() + 1, now.revision());
    pages.send(ctx, page(ctx, form, Optional.empty()));
  }

  private void add(RoutingContext ctx) {
    DomainName name = DomainPath.read(ctx);
    Form form = Form.read(ctx, RuleForm.SHAPE);
    store(
        ctx,
        form,
        Optional.empty(),
        (actor, rule) -> rules.add(actor, name, rule, RuleForm.place(form), form.version()));
  }

  private void show(RoutingContext ctx) {
    Revised<List<KeptRule>> now = now(ctx);
    int at = index(now, LadderPages.rule(ctx)).orElseThrow(() -> missing(ctx));
    Form form = Form.blank(RuleForm.SHAPE).version(now.revision());
    RuleForm.values(now.settings().get(at).rule(), at + 1).forEach(form::with);
    pages.send(ctx, page(ctx, form, Optional.of(LadderPages.rule(ctx))));
  }

  private void save(RoutingContext ctx) {
    DomainName name = DomainPath.read(ctx);
    UUID id = LadderPages.rule(ctx);
    Form form = Form.read(ctx, RuleForm.SHAPE);
    store(
        ctx,
        form,
        Optional.of(id),
        (actor, rule) ->
            rules.save(actor, name, new KeptRule(id, rule), RuleForm.place(form), form.version()));
  }

  /** What becomes of a rule that was read without a fault. */
  @FunctionalInterface
  private interface Store {
    void keep(Actor actor, LadderRule rule);
  }

  private void store(RoutingContext ctx, Form form, Optional<UUID> id, Store store) {
    Optional<LadderRule> rule = RuleForm.read(form);
    if (rule.isPresent()) {
      try {
        store.keep(Visit.of(ctx).actor(), rule.get());
        Pages.done(ctx, LadderPages.path(DomainPath.read(ctx)), "saved");
        return;
      } catch (WeirFault refused) {
        switch (refused.code()) {
          case TEMPLATE_UNKNOWN -> RuleForm.missing(form, refused.subject());
          case WATERMARK_UNKNOWN -> form.error("watermark", "watermark.gone", refused.subject());
          case SETTING_INVALID ->
              form.error("place", "rules.many", Ladders.MAX_RULES, Ladders.MAX_TEMPLATES);
          case EDIT_CONFLICT -> {
            pages.send(ctx, conflict(ctx, form, id).status(CONFLICT));
            return;
          }
          default -> throw refused;
        }
      }
    }
    pages.send(ctx, page(ctx, form, id).status(UNPROCESSABLE));
  }

  /**
   * Shows what somebody quicker did. Where they took the rule away, it is added anew by who saves
   * again: nothing that was typed is lost.
   */
  private Page conflict(RoutingContext ctx, Form form, Optional<UUID> id) {
    Revised<List<KeptRule>> theirs = now(ctx);
    Optional<Integer> at = id.flatMap(one -> index(theirs, one));
    if (at.isPresent()) {
      LadderRule rule = theirs.settings().get(at.get()).rule();
      form.conflicting(theirs.revision(), theirs.updatedBy(), RuleForm.values(rule, at.get() + 1));
      return page(ctx, form, id);
    }
    form.version(theirs.revision());
    return page(ctx, form, Optional.empty())
        .with("changedBy", theirs.updatedBy())
        .with("gone", id.isPresent());
  }

  private Page page(RoutingContext ctx, Form form, Optional<UUID> id) {
    Actor actor = Visit.of(ctx).actor();
    Domain domain = domains.find(actor, DomainPath.read(ctx));
    String list = LadderPages.path(domain.name());
    return Page.of(TEMPLATE, "domains")
        .titled(domain.name().value())
        .with("domain", DomainView.of(domain))
        .with("tabs", DomainPath.tabs(domain, DomainPath.Part.LADDERS, actor))
        .with("list", list)
        .with("action", list + "/" + id.map(UUID::toString).orElse("new"))
        .with("fresh", id.isEmpty())
        .with("live", live.on(actor.tenant(), domain.name()))
        .with("rules", LadderPages.rows(domain.name(), now(ctx).settings()))
        .with("apps", apps(actor, domain.name(), form))
        .with("places", RuleForm.places())
        .with("templates", templates(actor))
        .with("watermarks", watermarks(actor))
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

  private List<Choice> templates(Actor actor) {
    return Stream.concat(
            Stream.of(new Choice("", Messages.text(TEMPLATE, "rendition.none"))),
            templates.list(actor).stream().map(TemplateRow::choice))
        .toList();
  }

  private List<Choice> watermarks(Actor actor) {
    return Stream.concat(
            Stream.of(new Choice("", Messages.text(TEMPLATE, "watermark.none"))),
            watermarks.list(actor).stream()
                .map(known -> known.watermark().id().value())
                .map(name -> new Choice(name, name)))
        .toList();
  }

  private Revised<List<KeptRule>> now(RoutingContext ctx) {
    return rules.of(Visit.of(ctx).actor(), DomainPath.read(ctx));
  }

  private static Optional<Integer> index(Revised<List<KeptRule>> now, UUID id) {
    return IntStream.range(0, now.settings().size())
        .filter(i -> now.settings().get(i).id().equals(id))
        .boxed()
        .findFirst();
  }

  private static WeirFault missing(RoutingContext ctx) {
    return new WeirFault(FaultCode.NOT_FOUND, "ladder rule " + LadderPages.rule(ctx));
  }
}
