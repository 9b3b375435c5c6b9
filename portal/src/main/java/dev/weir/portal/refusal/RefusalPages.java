package dev.weir.portal.refusal;

import dev.weir.contract.check.Door;
import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Tab;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** Why somebody was not let in: what is asked, what was refused lately, and how often. */
public final class RefusalPages {

  /** Refusals that the page lists. */
  static final int SHOWN = 50;

  private static final String PATH = "/refusals";
  private static final int MAX_WHAT = 6_000;
  private static final int MAX_ADDRESS = 64;
  private static final FormShape EXPLAIN =
      FormShape.of(
          "explain",
          Field.area("what", MAX_WHAT).mandatory(),
          Field.choice("door", "any", "publish", "play"),
          Field.text("address", MAX_ADDRESS),
          Field.text("referer", RefusedVisit.MAX_TEXT),
          Field.text("agent", RefusedVisit.MAX_TEXT));

  private final Refusals refusals;
  private final Pages pages;

  /** Pages over this. */
  public RefusalPages(Refusals refusals, Pages pages) {
    this.refusals = refusals;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission read = Permission.STREAMS_READ;
    return List.of(
        RouteEntry.page(PATH, read, this::list),
        RouteEntry.form(PATH + "/explain", read, this::explain),
        RouteEntry.page(PATH + "/:id", read, this::told));
  }

  private void list(RoutingContext ctx) {
    pages.send(ctx, page(Visit.of(ctx).actor(), Form.blank(EXPLAIN), Optional.empty()));
  }

  private void explain(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    Form form = Form.read(ctx, EXPLAIN);
    Optional<ExplanationView> view = Optional.empty();
    if (form.valid()) {
      view = explained(actor, form);
    }
    Page page = page(actor, form, view);
    pages.send(ctx, form.valid() ? page : page.status(400));
  }

  private void told(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    String id = ctx.pathParam("id");
    Explanation made = refusals.explain(actor, RefusalQuestion.of(id));
    pages.send(
        ctx,
        page(actor, Form.blank(EXPLAIN).with("what", id), Optional.of(ExplanationView.of(made))));
  }

  private Optional<ExplanationView> explained(Actor actor, Form form) {
    Optional<Door> door =
        switch (form.text("door")) {
          case "publish" -> Optional.of(Door.PUBLISH);
          case "play" -> Optional.of(Door.PLAY);
          default -> Optional.empty();
        };
    RefusalQuestion question =
        new RefusalQuestion(
            form.text("what"),
            door,
            form.text("address"),
            form.text("referer"),
            form.text("agent"));
    try {
      return Optional.of(ExplanationView.of(refusals.explain(actor, question)));
    } catch (WeirFault refused) {
      switch (refused.code()) {
        case REQUEST_MALFORMED -> form.error("what", "explain.what.unreadable");
        case DOMAIN_UNKNOWN -> form.error("what", "explain.what.foreign");
        case NOT_FOUND -> form.error("what", "explain.what.unknown");
        default -> throw refused;
      }
      return Optional.empty();
    }
  }

  private Page page(Actor actor, Form form, Optional<ExplanationView> view) {
    List<RefusedVisit> last = refusals.last(actor);
    return Page.of("refusal/page", "streams")
        .with(
            "tabs",
            List.of(
                new Tab("/streams", "tab.live", false),
                new Tab("/streams/history", "tab.history", false),
                new Tab("/streams/blocked", "tab.blocked", false),
                new Tab(PATH, "tab.refused", true)))
        .with("form", form)
        .with("explained", view.stream().toList())
        .with("secrets", actor.may(Permission.URLS_SIGN))
        .with("causes", refusals.counts(actor).stream().map(CauseRow::of).toList())
        .with("rows", last.stream().limit(SHOWN).map(RefusalRow::of).toList());
  }
}
