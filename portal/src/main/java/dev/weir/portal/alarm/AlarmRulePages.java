package dev.weir.portal.alarm;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.alarm.log.AlarmWords;
import dev.weir.portal.alarm.rule.AlarmKind;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.alarm.rule.AlarmSettings;
import dev.weir.portal.alarm.rule.RuleId;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.member.Members;
import dev.weir.portal.web.Choice;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The list of rules, a new one, and the page of each. */
public final class AlarmRulePages {

  private static final String LIST = "/alarms/rules";
  private static final String ONE = LIST + "/:rule";
  private static final String NEW = "/alarms/new-rule";
  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;
  private static final FormShape DELETE =
      FormShape.of("delete", Field.text("name", AlarmSettings.MAX_NAME).mandatory());

  private final AlarmRules rules;
  private final Alarms alarms;
  private final Members members;
  private final Pages pages;
  private final TimeSource time;

  /** Shows these; {@code members} are whom mails can go to. */
  public AlarmRulePages(
      AlarmRules rules, Alarms alarms, Members members, Pages pages, TimeSource time) {
    this.rules = rules;
    this.alarms = alarms;
    this.members = members;
    this.pages = pages;
    this.time = time;
  }

  static String path(RuleId id) {
    return LIST + "/" + id;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission read = Permission.ALARMS_READ;
    Permission write = Permission.ALARMS_WRITE;
    return List.of(
        RouteEntry.page(LIST, read, this::list),
        RouteEntry.page(NEW, write, this::begin),
        RouteEntry.form(NEW, write, this::make),
        RouteEntry.page(ONE, read, this::show),
        RouteEntry.form(ONE, write, this::save),
        RouteEntry.form(ONE + "/silence", write, this::silence),
        RouteEntry.form(ONE + "/delete", write, this::delete));
  }

  private void list(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    pages.send(
        ctx,
        Page.of("alarm/rules", AlarmPages.SECTION)
            .with(
                "rows",
                rules.list(actor).stream()
                    .map(rule -> RuleRow.of(rule, alarms.silences(actor)))
                    .toList())
            .with("most", AlarmRules.MAX_RULES)
            .with("mayWrite", actor.may(Permission.ALARMS_WRITE)));
  }

  /** First what it looks at, then the rest. */
  private void begin(RoutingContext ctx) {
    Optional<AlarmKind> kind = AlarmKind.parse(ctx.request().getParam(AlarmForms.KIND, ""));
    if (kind.isPresent()) {
      pages.send(ctx, newPage(ctx, kind.get(), AlarmForms.blank(kind.get())));
      return;
    }
    List<Choice> kinds =
        Arrays.stream(AlarmKind.values())
            .map(one -> new Choice(one.text(), AlarmWords.kind(one)))
            .toList();
    List<String> purposes = Arrays.stream(AlarmKind.values()).map(AlarmWords::purpose).toList();
    pages.send(
        ctx,
        Page.of("alarm/kinds", AlarmPages.SECTION).with("kinds", kinds).with("purposes", purposes));
  }

  private void make(RoutingContext ctx) {
    AlarmKind kind =
        AlarmKind.parse(ctx.request().getFormAttribute(AlarmForms.KIND))
            .orElseThrow(() -> new WeirFault(FaultCode.FORM_INVALID, AlarmForms.KIND));
    Form form = Form.read(ctx, AlarmForms.shape(kind, true));
    Optional<AlarmSettings> settings = AlarmForms.read(form, kind, true);
    if (settings.isPresent()) {
      try {
        AlarmRule made = rules.create(Visit.of(ctx).actor(), settings.get());
        Pages.done(ctx, path(made.id()), "made");
        return;
      } catch (WeirFault refused) {
        AlarmForms.explain(form, kind, refused);
      }
    }
    pages.send(ctx, newPage(ctx, kind, form).status(UNPROCESSABLE));
  }

  private void show(RoutingContext ctx) {
    AlarmRule known = known(ctx);
    pages.send(ctx, page(ctx, known, AlarmForms.filled(known)));
  }

  private void save(RoutingContext ctx) {
    AlarmRule known = known(ctx);
    AlarmKind kind = known.settings().kind();
    Form form = Form.read(ctx, AlarmForms.shape(kind, false));
    Optional<AlarmSettings> settings = AlarmForms.read(form, kind, false);
    if (settings.isPresent()) {
      try {
        rules.save(Visit.of(ctx).actor(), known.id(), settings.get(), form.version());
        Pages.done(ctx, path(known.id()), "saved");
        return;
      } catch (WeirFault refused) {
        if (refused.code() == FaultCode.EDIT_CONFLICT) {
          AlarmRule theirs = known(ctx);
          form.conflicting(theirs.revision(), theirs.changedBy(), AlarmForms.values(theirs));
          pages.send(ctx, page(ctx, theirs, form).status(CONFLICT));
          return;
        }
        AlarmForms.explain(form, kind, refused);
      }
    }
    pages.send(ctx, page(ctx, known, form).status(UNPROCESSABLE));
  }

  private void silence(RoutingContext ctx) {
    AlarmRule known = known(ctx);
    Form form = Form.read(ctx, AlarmForms.SILENCE);
    Actor actor = Visit.of(ctx).actor();
    if (AlarmPages.silenced(alarms, time, form, actor, known.id(), Optional.empty())) {
      Pages.done(ctx, path(known.id()), "silenced");
      return;
    }
    Page page = page(ctx, known, AlarmForms.filled(known)).with("silence", form);
    pages.send(ctx, page.status(UNPROCESSABLE));
  }

  private void delete(RoutingContext ctx) {
    AlarmRule known = known(ctx);
    Form form = Form.read(ctx, DELETE);
    if (form.valid() && !form.text("name").strip().equals(known.settings().name())) {
      form.error("name", "delete.name.other");
    }
    if (!form.valid()) {
      Page page = page(ctx, known, AlarmForms.filled(known)).with("deletion", form);
      pages.send(ctx, page.status(UNPROCESSABLE));
      return;
    }
    rules.delete(Visit.of(ctx).actor(), known.id());
    Pages.done(ctx, LIST, "deleted");
  }

  private Page newPage(RoutingContext ctx, AlarmKind kind, Form form) {
    return fields(ctx, Page.of("alarm/new", AlarmPages.SECTION), kind, form);
  }

  private Page page(RoutingContext ctx, AlarmRule known, Form form) {
    Actor actor = Visit.of(ctx).actor();
    Page page =
        Page.of("alarm/rule", AlarmPages.SECTION)
            .titled(known.settings().name())
            .with("row", RuleRow.of(known, alarms.silences(actor)))
            .with("silence", AlarmPages.silenceForm())
            .with("deletion", Form.blank(DELETE))
            .with("mayWrite", actor.may(Permission.ALARMS_WRITE));
    return fields(ctx, page, known.settings().kind(), form);
  }

  private Page fields(RoutingContext ctx, Page page, AlarmKind kind, Form form) {
    Actor actor = Visit.of(ctx).actor();
    return page.with("form", form)
        .with("purpose", AlarmWords.purpose(kind))
        .with("kind", AlarmWords.kind(kind))
        .with("ofDomains", kind.reach() != AlarmKind.Reach.TENANT)
        .with("ofStreams", kind.reach() == AlarmKind.Reach.STREAMS)
        .with("bound", kind.hasBound() ? AlarmForms.bound(kind) : "")
        .with("readers", AlarmReaders.of(actor, members, form.all(AlarmForms.MAIL)).choices());
  }

  private AlarmRule known(RoutingContext ctx) {
    RuleId id = RuleId.read(String.valueOf(ctx.pathParam("rule")));
    return rules.find(Visit.of(ctx).actor(), id);
  }
}
