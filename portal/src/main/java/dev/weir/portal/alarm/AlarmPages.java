package dev.weir.portal.alarm;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.alarm.log.Alarm;
import dev.weir.portal.alarm.log.Silence;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.alarm.rule.RuleId;
import dev.weir.portal.alarm.state.Course;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** What is raised now, what was, and one alarm: taking it in hand, and silencing it. */
public final class AlarmPages {

  static final String SECTION = "alarms";
  static final String NOW = "/alarms";

  private static final String HISTORY = "/alarms/history";
  private static final String ONE = "/alarms/found/:alarm";
  private static final int ON_A_PAGE = 50;
  private static final int UNPROCESSABLE = 422;
  private static final FormShape PLAIN = FormShape.of("plain");

  private final Alarms alarms;
  private final AlarmRules rules;
  private final Predicate<Actor> liveIsKnown;
  private final Pages pages;
  private final TimeSource time;

  /**
   * Shows these.
   *
   * @param liveIsKnown whether anybody can say right now what is live
   */
  public AlarmPages(
      Alarms alarms, AlarmRules rules, Predicate<Actor> liveIsKnown, Pages pages, TimeSource time) {
    this.alarms = alarms;
    this.rules = rules;
    this.liveIsKnown = liveIsKnown;
    this.pages = pages;
    this.time = time;
  }

  static String path(UUID id) {
    return "/alarms/found/" + id;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission read = Permission.ALARMS_READ;
    Permission write = Permission.ALARMS_WRITE;
    return List.of(
        RouteEntry.page(NOW, read, this::now),
        RouteEntry.page(HISTORY, read, this::history),
        RouteEntry.page(ONE, read, ctx -> pages.send(ctx, page(ctx, silenceForm()))),
        RouteEntry.form(ONE + "/acknowledge", write, this::acknowledge),
        RouteEntry.form(ONE + "/silence", write, this::silence),
        RouteEntry.form("/alarms/silences/:silence/end", write, this::endSilence));
  }

  private void now(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    List<Silence> silences = alarms.silences(actor);
    List<AlarmRule> known = rules.list(actor);
    Instant now = time.now();
    pages.send(
        ctx,
        Page.of("alarm/now", SECTION)
            .with(
                "rows",
                alarms.raised(actor).stream().map(one -> AlarmRow.of(one, silences, now)).toList())
            .with("silences", silences.stream().map(one -> SilenceRow.of(one, known)).toList())
            .with("followed", known.stream().filter(rule -> rule.settings().on()).count())
            .with("known", liveIsKnown.test(actor))
            .with("mayWrite", actor.may(Permission.ALARMS_WRITE)));
  }

  private void history(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    long below = below(ctx.request().getParam("below", ""));
    List<Alarm> found = alarms.list(actor, EnumSet.of(Course.Phase.RESOLVED), below, ON_A_PAGE);
    List<Alarm> shown = found.subList(0, Math.min(ON_A_PAGE, found.size()));
    pages.send(
        ctx,
        Page.of("alarm/history", SECTION)
            .with(
                "rows", shown.stream().map(one -> AlarmRow.of(one, List.of(), time.now())).toList())
            .with(
                "older",
                found.size() > ON_A_PAGE ? HISTORY + "?below=" + shown.getLast().position() : ""));
  }

  private void acknowledge(RoutingContext ctx) {
    Form.read(ctx, PLAIN);
    UUID id = asked(ctx);
    alarms.acknowledge(Visit.of(ctx).actor(), id);
    Pages.done(ctx, path(id), "taken");
  }

  private void silence(RoutingContext ctx) {
    Form form = Form.read(ctx, AlarmForms.SILENCE);
    UUID id = asked(ctx);
    Actor actor = Visit.of(ctx).actor();
    Alarm alarm = alarms.find(actor, id);
    if (silenced(alarms, time, form, actor, alarm.rule(), Optional.of(alarm))) {
      Pages.done(ctx, path(id), "silenced");
    } else {
      pages.send(ctx, page(ctx, form).status(UNPROCESSABLE));
    }
  }

  /** Whether it came about; otherwise the form says why not. */
  static boolean silenced(
      Alarms alarms, TimeSource time, Form form, Actor actor, RuleId rule, Optional<Alarm> alarm) {
    if (!form.valid()) {
      return false;
    }
    try {
      Instant until = time.now().plus(Duration.ofHours(Long.parseLong(form.text("hours"))));
      String reason = form.text("reason").strip();
      Silence _ = alarms.silence(actor, rule, alarm.map(Alarm::subject), until, reason);
      return true;
    } catch (WeirFault refused) {
      switch (refused.code()) {
        case ALARM_SILENCES_EXCEEDED -> form.error("hours", "silence.many", Alarms.MAX_SILENCES);
        case SETTING_INVALID -> form.error("reason", "silence.refused");
        default -> throw refused;
      }
      return false;
    }
  }

  private void endSilence(RoutingContext ctx) {
    Form.read(ctx, PLAIN);
    UUID id = RuleId.uuid(String.valueOf(ctx.pathParam("silence")));
    alarms.endSilence(Visit.of(ctx).actor(), id);
    Pages.done(ctx, NOW, "ended");
  }

  private Page page(RoutingContext ctx, Form form) {
    Actor actor = Visit.of(ctx).actor();
    Alarm alarm = alarms.find(actor, asked(ctx));
    boolean ruled = rules.list(actor).stream().anyMatch(rule -> rule.id().equals(alarm.rule()));
    return Page.of("alarm/one", SECTION)
        .titled(alarm.ruleName())
        .with("row", AlarmRow.of(alarm, alarms.silences(actor), time.now()))
        .with("ruled", ruled)
        .with("form", form)
        .with("maySeeStreams", actor.may(Permission.STREAMS_READ))
        .with("mayWrite", actor.may(Permission.ALARMS_WRITE));
  }

  static Form silenceForm() {
    return Form.blank(AlarmForms.SILENCE).with("hours", "4");
  }

  private static UUID asked(RoutingContext ctx) {
    return RuleId.uuid(String.valueOf(ctx.pathParam("alarm")));
  }

  private static long below(String asked) {
    try {
      return asked.isEmpty() ? Long.MAX_VALUE : Long.parseLong(asked);
    } catch (NumberFormatException none) {
      throw new WeirFault(FaultCode.FORM_INVALID, "below");
    }
  }
}
