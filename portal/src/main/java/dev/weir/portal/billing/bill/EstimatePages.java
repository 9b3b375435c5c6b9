package dev.weir.portal.billing.bill;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * {@code /billing/estimate}: what an event would cost, by the tenant's own prices. The question is
 * in the address, so that an estimate can be passed on.
 */
public final class EstimatePages {

  private static final String PATH = "/billing/estimate";
  private static final int MAX_ID = 40;
  private static final Set<MeterDetail> RUNGS =
      EnumSet.of(
          MeterDetail.H264_LD, MeterDetail.H264_SD, MeterDetail.H264_HD, MeterDetail.H264_2K);

  private static final FormShape PLAN =
      FormShape.of(
          "plan",
          Field.number("viewers"),
          Field.number("kbit"),
          Field.number("minutes"),
          Field.number("times"),
          Field.several("rungs", "h264_ld", "h264_sd", "h264_hd", "h264_2k"),
          Field.flag("recorded"),
          Field.text("event", MAX_ID));

  /** An evening with a thousand viewers. */
  private static final Plan USUAL =
      new Plan(1_000, 2_500, 120, 1, Set.of(MeterDetail.H264_LD, MeterDetail.H264_SD), false);

  private final Estimates estimates;
  private final Pages pages;

  /** Pages over these. */
  public EstimatePages(Estimates estimates, Pages pages) {
    this.estimates = estimates;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(RouteEntry.page(PATH, Permission.BILLING_READ, this::show));
  }

  /** A past event in a list. Public for the template. */
  public record EventRow(String path, String name, String began, long minutes) {

    static EventRow of(Estimates.Event event) {
      long seconds = event.ended().getEpochSecond() - event.began().getEpochSecond();
      return new EventRow(
          PATH + "?event=" + event.id(),
          event.name(),
          event.began().truncatedTo(ChronoUnit.SECONDS).toString(),
          seconds / 60);
    }
  }

  private void show(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    Form form = Form.query(ctx, PLAN);
    if (form.text("viewers").isEmpty() && form.valid()) {
      fill(form, event(form).flatMap(id -> estimates.plan(actor, id)).orElse(USUAL));
    }
    Optional<Plan> plan = read(form);
    List<BillView> view =
        plan.flatMap(known -> estimates.estimate(actor, known)).map(BillView::of).stream().toList();
    Page page =
        Page.of("billing/estimate", "billing")
            .with("form", form)
            .with("estimate", view)
            .with("events", estimates.events(actor).stream().map(EventRow::of).toList());
    pages.send(ctx, form.valid() ? page : page.status(FaultCode.FORM_INVALID.httpStatus()));
  }

  private static Optional<UUID> event(Form form) {
    try {
      String typed = form.text("event");
      return typed.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(typed));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static void fill(Form form, Plan plan) {
    List<String> rungs = new ArrayList<>();
    plan.rungs().forEach(rung -> rungs.add(rung.name().toLowerCase(Locale.ROOT)));
    form.with("viewers", Long.toString(plan.viewers()))
        .with("kbit", Long.toString(plan.kbitPerS()))
        .with("minutes", Long.toString(plan.minutes()))
        .with("times", Integer.toString(plan.times()))
        .with("rungs", rungs)
        .with("recorded", plan.recorded());
  }

  private static Optional<Plan> read(Form form) {
    long viewers = number(form, "viewers", Plan.MAX_VIEWERS);
    long kbit = number(form, "kbit", Plan.MAX_KBIT_PER_S);
    long minutes = number(form, "minutes", Plan.MAX_MINUTES);
    long times = number(form, "times", Plan.MAX_TIMES);
    Set<MeterDetail> rungs = EnumSet.noneOf(MeterDetail.class);
    RUNGS.stream()
        .filter(rung -> form.all("rungs").contains(rung.name().toLowerCase(Locale.ROOT)))
        .forEach(rungs::add);
    return form.valid()
        ? Optional.of(
            new Plan(viewers, kbit, minutes, Math.toIntExact(times), rungs, form.flag("recorded")))
        : Optional.empty();
  }

  private static long number(Form form, String field, long most) {
    long typed = form.number(field).orElse(0L);
    if (form.field(field).errors().isEmpty() && (typed < 1 || typed > most)) {
      form.error(field, "plan.range", most);
    }
    return typed;
  }
}
