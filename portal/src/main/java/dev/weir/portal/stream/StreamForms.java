package dev.weir.portal.stream;

import dev.weir.contract.identity.NameRule;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.control.BlockedStream;
import dev.weir.portal.control.RecordingControls;
import dev.weir.portal.control.StreamControls;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.label.Labels;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is done to a stream: its end, a block, its labels. Each is asked for on a page of its own.
 */
public final class StreamForms {

  private static final int MAX_MOMENT = 32;
  private static final int MAX_LABELS_TEXT = Labels.MAX * (NameRule.MAX_LENGTH + Labels.MAX_VALUE);
  private static final FormShape END = FormShape.of("end");
  private static final FormShape BLOCK =
      FormShape.of(
          "block",
          Field.choice("for", "10m", "1h", "1d", "ever", "until").mandatory(),
          Field.text("until", MAX_MOMENT),
          Field.area("note", BlockedStream.MAX_NOTE));
  private static final FormShape RECORD = FormShape.of("record");
  private static final FormShape RESUME = FormShape.of("resume", Field.hidden("from"));
  private static final FormShape LABELS =
      FormShape.of("labels", Field.area("lines", MAX_LABELS_TEXT));
  private static final Map<String, Duration> LENGTHS =
      Map.of("10m", Duration.ofMinutes(10), "1h", Duration.ofHours(1), "1d", Duration.ofDays(1));

  private final StreamServices services;
  private final Pages pages;
  private final TimeSource time;

  /** Forms over these. */
  public StreamForms(StreamServices services, Pages pages, TimeSource time) {
    this.services = services;
    this.pages = pages;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission operate = Permission.STREAMS_OPERATE;
    return List.of(
        RouteEntry.page(StreamRequest.PATH + "/end", operate, this::askEnd),
        RouteEntry.form(StreamRequest.PATH + "/end", operate, this::end),
        RouteEntry.form(StreamRequest.PATH + "/record", operate, this::record),
        RouteEntry.form(StreamRequest.PATH + "/record/end", operate, this::endRecording),
        RouteEntry.page(StreamRequest.PATH + "/block", operate, this::askBlock),
        RouteEntry.form(StreamRequest.PATH + "/block", operate, this::block),
        RouteEntry.form(StreamRequest.PATH + "/resume", operate, this::resume),
        RouteEntry.page(StreamRequest.PATH + "/labels", operate, this::askLabels),
        RouteEntry.form(StreamRequest.PATH + "/labels", operate, this::label));
  }

  private void askEnd(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    StreamAddress address = address(ctx, actor);
    StreamPath path = new StreamPath(address.app(), address.stream());
    pages.send(
        ctx,
        page("stream/end", address, Form.blank(END))
            .with("rows", services.live().row(actor.tenant(), address.pushDomain(), path)));
  }

  private void end(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    StreamAddress address = address(ctx, actor);
    Form.read(ctx, END);
    Pages.done(
        ctx,
        StreamPages.path(address),
        switch (services.controls().end(actor, address)) {
          case ENDED -> "ended";
          case NOT_LIVE -> "was-not-live";
          case UNKNOWN -> "end-unknown";
        });
  }

  private void record(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    StreamAddress address = address(ctx, actor);
    Form.read(ctx, RECORD);
    said(ctx, address, services.recordings().start(actor, address), "recording");
  }

  private void endRecording(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    StreamAddress address = address(ctx, actor);
    Form.read(ctx, RECORD);
    said(ctx, address, services.recordings().stop(actor, address), "recorded");
  }

  private static void said(
      RoutingContext ctx, StreamAddress address, RecordingControls.Outcome outcome, String done) {
    Pages.done(
        ctx,
        StreamPages.path(address),
        switch (outcome) {
          case DONE -> done;
          case FULL -> "record-full";
          case NOT_LIVE -> "was-not-live";
          case UNKNOWN -> "end-unknown";
        });
  }

  private void askBlock(RoutingContext ctx) {
    StreamAddress address = address(ctx, Visit.of(ctx).actor());
    pages.send(ctx, page("stream/block", address, Form.blank(BLOCK).with("for", "1h")));
  }

  private void block(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    StreamAddress address = address(ctx, actor);
    Form form = Form.read(ctx, BLOCK);
    Optional<Instant> until = until(form);
    if (!form.valid()) {
      pages.send(ctx, page("stream/block", address, form).status(400));
      return;
    }
    StreamControls.Blocked blocked =
        services.controls().block(actor, address, until, form.text("note").strip());
    Pages.done(
        ctx,
        StreamPages.path(address),
        blocked.outcome() == StreamControls.Outcome.ENDED ? "blocked-ended" : "blocked");
  }

  private void resume(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    StreamAddress address = address(ctx, actor);
    Form form = Form.read(ctx, RESUME);
    services.controls().resume(actor, address);
    Pages.done(
        ctx,
        form.text("from").equals("list") ? "/streams/blocked" : StreamPages.path(address),
        "resumed");
  }

  private void askLabels(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    StreamAddress address = address(ctx, actor);
    String lines = services.labels().of(actor, address).text();
    pages.send(ctx, page("stream/labels", address, Form.blank(LABELS).with("lines", lines)));
  }

  private void label(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    StreamAddress address = address(ctx, actor);
    Form form = Form.read(ctx, LABELS);
    Optional<Labels> labels = Labels.read(form.text("lines"));
    if (labels.isEmpty()) {
      form.error("lines", "labels.wrong", Labels.MAX);
    }
    if (!form.valid()) {
      pages.send(ctx, page("stream/labels", address, form).status(400));
      return;
    }
    services.labels().set(actor, address, labels.orElseThrow());
    Pages.done(ctx, StreamPages.path(address), "labelled");
  }

  /** The end that was chosen; empty for never. What is wrong with it is the form's to say. */
  private Optional<Instant> until(Form form) {
    String length = form.text("for");
    if (!length.equals("until")) {
      return Optional.ofNullable(LENGTHS.get(length)).map(time.now()::plus);
    }
    try {
      Instant end = LocalDateTime.parse(form.text("until").strip()).toInstant(ZoneOffset.UTC);
      if (end.isAfter(time.now()) && end.isBefore(time.now().plus(BlockedStream.MAX_LENGTH))) {
        return Optional.of(end);
      }
      form.error("until", "until.past");
    } catch (DateTimeException notOne) {
      form.error("until", "until.wrong");
    }
    return Optional.empty();
  }

  private StreamAddress address(RoutingContext ctx, Actor actor) {
    return StreamRequest.address(ctx, actor, services.domains().of(actor.tenant()));
  }

  private static Page page(String template, StreamAddress address, Form form) {
    return Page.of(template, "streams")
        .with("path", StreamPages.path(address))
        .with("name", address.path())
        .with("domain", address.pushDomain().value())
        .with("form", form);
  }
}
