package dev.weir.portal.stream;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.ViewerId;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.viewer.Subject;
import dev.weir.portal.viewer.Watching;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who watches a stream, and the end of it, which is asked for on a page of its own. */
public final class ViewerPages {

  private static final String PATH = StreamRequest.PATH + "/viewers";
  private static final String LIST = "stream/viewers";
  private static final String ASK = "stream/viewers-end";
  private static final int MAX_NETWORK = 64;
  private static final FormShape END =
      FormShape.of(
          "end",
          Field.choice("who", "viewer", "user", "network", "everybody").mandatory(),
          Field.text("viewer", 2 * ViewerId.BYTES),
          Field.text("user", ProofLimits.MAX_USER),
          Field.text("network", MAX_NETWORK),
          Field.choice("for", "10m", "1h", "1d", "7d").mandatory());
  private static final FormShape READMIT = FormShape.of("readmit", Field.hidden("id"));
  private static final Map<String, Duration> LENGTHS =
      Map.of(
          "10m", Duration.ofMinutes(10),
          "1h", Duration.ofHours(1),
          "1d", Duration.ofDays(1),
          "7d", Duration.ofDays(7));

  private final StreamServices services;
  private final Pages pages;
  private final TimeSource time;

  /** Pages over these. */
  public ViewerPages(StreamServices services, Pages pages, TimeSource time) {
    this.services = services;
    this.pages = pages;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission operate = Permission.STREAMS_OPERATE;
    return List.of(
        RouteEntry.page(PATH, operate, this::list),
        RouteEntry.page(PATH + "/end", operate, this::ask),
        RouteEntry.form(PATH + "/end", operate, this::end),
        RouteEntry.form(PATH + "/readmit", operate, this::readmit));
  }

  private void list(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    StreamAddress address = address(ctx, actor);
    Optional<Watching> watching = services.viewers().of(actor, address);
    pages.send(
        ctx,
        page(LIST, address)
            .with("known", watching.isPresent())
            .with("complete", watching.map(Watching::complete).orElse(true))
            .with("total", Wording.count(watching.map(Watching::total).orElse(0)))
            .with("counts", Audience.words(watching.map(Watching::viewers).orElse(Map.of())))
            .with("more", watching.filter(all -> all.total() > all.shown().size()).isPresent())
            .with(
                "rows",
                watching.stream()
                    .flatMap(all -> all.shown().stream())
                    .map(seat -> ViewerRow.of(seat, time.now()))
                    .toList())
            .with(
                "ended",
                services.viewers().ended(actor, address.pushDomain()).stream()
                    .map(EndedRow::of)
                    .toList()));
  }

  /** {@code GET …/viewers/end?viewer=…&user=…&network=…}: what is known is filled in. */
  private void ask(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    Form form = Form.blank(END).with("for", "1h");
    List<String> known = List.of("viewer", "user", "network");
    for (String field : known) {
      Optional.ofNullable(ctx.request().getParam(field)).ifPresent(text -> form.with(field, text));
    }
    // Nobody ends the viewing of all by a choice that was made for them.
    known.stream()
        .filter(field -> !form.text(field).isEmpty())
        .findFirst()
        .ifPresent(field -> form.with("who", field));
    pages.send(ctx, page(ASK, address(ctx, actor)).with("form", form));
  }

  private void end(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    StreamAddress address = address(ctx, actor);
    Form form = Form.read(ctx, END);
    Optional<Subject> subject = form.valid() ? subject(form) : Optional.empty();
    if (subject.isEmpty()) {
      pages.send(ctx, page(ASK, address).with("form", form).status(400));
      return;
    }
    Duration length = LENGTHS.getOrDefault(form.text("for"), Duration.ZERO);
    services.viewers().end(actor, address.pushDomain(), subject.get(), length);
    Pages.done(ctx, path(address), "ended");
  }

  private void readmit(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    StreamAddress address = address(ctx, actor);
    services.viewers().readmit(actor, address.pushDomain(), id(Form.read(ctx, READMIT)));
    Pages.done(ctx, path(address), "readmitted");
  }

  /** Whom the form means; what is wrong is the form's to say. */
  private static Optional<Subject> subject(Form form) {
    String who = form.text("who");
    try {
      return switch (who) {
        case "viewer" -> Optional.of(new Subject.Viewer(new ViewerId(form.text("viewer").strip())));
        case "user" -> user(form);
        case "network" ->
            Optional.of(new Subject.Network(Cidr.parse(form.text("network").strip())));
        default -> Optional.of(new Subject.Everybody());
      };
    } catch (IllegalArgumentException notOne) {
      form.error(who, who + ".wrong");
      return Optional.empty();
    }
  }

  private static Optional<Subject> user(Form form) {
    String name = form.text("user").strip();
    if (name.isEmpty()) {
      form.error("user", "user.wrong");
      return Optional.empty();
    }
    return Optional.of(new Subject.User(name));
  }

  private static UUID id(Form form) {
    try {
      return UUID.fromString(form.text("id"));
    } catch (IllegalArgumentException none) {
      throw new WeirFault(FaultCode.FORM_INVALID, "id");
    }
  }

  private StreamAddress address(RoutingContext ctx, Actor actor) {
    return StreamRequest.address(ctx, actor, services.domains().of(actor.tenant()));
  }

  private static String path(StreamAddress address) {
    return StreamPages.path(address) + "/viewers";
  }

  private static Page page(String template, StreamAddress address) {
    return Page.of(template, "streams")
        .with("path", StreamPages.path(address))
        .with("name", address.path())
        .with("domain", address.pushDomain().value());
  }
}
