package dev.weir.portal.callback;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What became of the events of an endpoint, each with its attempts, and replays. */
public final class EventPages {

  private static final String LIST = CallbackPages.ONE + "/events";
  private static final String EVENT = LIST + "/:event";
  private static final int ON_A_PAGE = 50;
  private static final int UNPROCESSABLE = 422;
  private static final FormShape PLAIN = FormShape.of("plain");

  private final Callbacks callbacks;
  private final Deliveries deliveries;
  private final Pages pages;
  private final TimeSource time;

  /** Shows these. */
  public EventPages(Callbacks callbacks, Deliveries deliveries, Pages pages, TimeSource time) {
    this.callbacks = callbacks;
    this.deliveries = deliveries;
    this.pages = pages;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission read = Permission.CALLBACKS_READ;
    Permission write = Permission.CALLBACKS_WRITE;
    return List.of(
        RouteEntry.page(LIST, read, ctx -> pages.send(ctx, page(ctx, replayForm()))),
        RouteEntry.page(EVENT, read, this::show),
        RouteEntry.form(EVENT + "/replay", write, this::replay),
        RouteEntry.form(LIST + "/replay", write, this::replayRange));
  }

  private void show(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    Callback callback = callbacks.find(actor, CallbackPages.asked(ctx));
    Delivery delivery = deliveries.find(actor, callback.id(), event(ctx));
    pages.send(
        ctx,
        Page.of("callback/event", CallbackPages.SECTION)
            .titled(delivery.event().kind())
            .with("callback", CallbackRow.of(callback))
            .with("row", EventRow.of(callback.id(), delivery))
            .with(
                "attempts",
                deliveries.attempts(actor, callback.id(), delivery.event().id()).stream()
                    .map(AttemptRow::of)
                    .toList())
            .with("mayWrite", actor.may(Permission.CALLBACKS_WRITE)));
  }

  private void replay(RoutingContext ctx) {
    Form.read(ctx, PLAIN);
    CallbackId id = CallbackPages.asked(ctx);
    UUID event = event(ctx);
    deliveries.replay(Visit.of(ctx).actor(), id, event);
    Pages.done(ctx, CallbackPages.path(id) + "/events/" + event, "replayed");
  }

  private void replayRange(RoutingContext ctx) {
    Form form = Form.read(ctx, CallbackForms.REPLAY);
    if (!form.valid()) {
      pages.send(ctx, page(ctx, form).status(UNPROCESSABLE));
      return;
    }
    CallbackId id = CallbackPages.asked(ctx);
    Instant now = time.now();
    Duration back = Duration.ofHours(Long.parseLong(form.text("hours")));
    Deliveries.Range range =
        new Deliveries.Range(now.minus(back), now.plusSeconds(1), !form.flag("all"));
    deliveries.replay(Visit.of(ctx).actor(), id, range);
    Pages.done(ctx, CallbackPages.path(id) + "/events", "replayed");
  }

  private Page page(RoutingContext ctx, Form form) {
    Actor actor = Visit.of(ctx).actor();
    Callback callback = callbacks.find(actor, CallbackPages.asked(ctx));
    Optional<Delivery.State> state = state(ctx.request().getParam("state", ""));
    long below = below(ctx.request().getParam("below", ""));
    List<Delivery> found = deliveries.list(actor, callback.id(), state, below, ON_A_PAGE);
    List<Delivery> shown = found.subList(0, Math.min(ON_A_PAGE, found.size()));
    String older =
        found.size() > ON_A_PAGE
            ? CallbackPages.path(callback.id())
                + "/events?below="
                + shown.getLast().position()
                + state.map(one -> "&state=" + one).orElse("")
            : "";
    return Page.of("callback/events", CallbackPages.SECTION)
        .with("callback", CallbackRow.of(callback))
        .with("rows", shown.stream().map(one -> EventRow.of(callback.id(), one)).toList())
        .with("state", state.map(Delivery.State::name).orElse(""))
        .with("older", older)
        .with("form", form)
        .with("mayWrite", actor.may(Permission.CALLBACKS_WRITE));
  }

  private static Form replayForm() {
    return Form.blank(CallbackForms.REPLAY).with("hours", "24");
  }

  private static UUID event(RoutingContext ctx) {
    return CallbackId.uuid(String.valueOf(ctx.pathParam("event")));
  }

  private static Optional<Delivery.State> state(String asked) {
    return Arrays.stream(Delivery.State.values())
        .filter(state -> state.name().equals(asked))
        .findFirst();
  }

  private static long below(String asked) {
    try {
      return asked.isEmpty() ? Long.MAX_VALUE : Long.parseLong(asked);
    } catch (NumberFormatException none) {
      throw new WeirFault(FaultCode.FORM_INVALID, "below");
    }
  }
}
