package dev.weir.portal.library;

import dev.weir.contract.event.RecordingId;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.storage.StorageClass;
import dev.weir.contract.storage.StoreId;
import dev.weir.portal.domain.Decision;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The page of one recording: to look at it, fetch it, name it and delete it. */
public final class RecordingPages {

  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;
  private static final int MAX_NAME = 256;

  /** It stays what it is. */
  private static final Buffer BLANK =
      Buffer.buffer("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 9\"/>");

  private static final String CACHING = "private, max-age=86400, immutable";

  private static final String TITLE = "title";
  private static final String NAME = "name";
  private static final FormShape RENAME =
      FormShape.of("rename", Field.text(TITLE, Recording.MAX_TITLE));
  private static final FormShape DELETE =
      FormShape.of("delete", Field.text(NAME, MAX_NAME).mandatory());

  private final Library library;
  private final RecordingDeletion deletion;
  private final Replay replay;
  private final Pages pages;

  /** Shows recordings of this library. */
  public RecordingPages(Library library, RecordingDeletion deletion, Replay replay, Pages pages) {
    this.library = library;
    this.deletion = deletion;
    this.replay = replay;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String one = LibraryPages.PATH + "/:recording";
    Permission operate = Permission.STREAMS_OPERATE;
    return List.of(
        RouteEntry.page(one, Permission.STREAMS_READ, this::show),
        RouteEntry.page(one + "/file", Permission.STREAMS_READ, this::file),
        RouteEntry.script(one + "/poster", Permission.STREAMS_READ, this::poster),
        RouteEntry.form(one + "/rename", operate, this::rename),
        RouteEntry.form(one + "/delete", operate, this::delete).proven());
  }

  private void show(RoutingContext ctx) {
    Recording recording = recording(ctx);
    pages.send(ctx, page(ctx, recording, blank(recording), Form.blank(DELETE)));
  }

  /** {@code GET /recordings/…/file}, and with {@code ?keep} for putting it away. */
  private void file(RoutingContext ctx) {
    library
        .open(Visit.of(ctx).actor(), id(ctx))
        .send(ctx.request(), ctx.request().getParam("keep") != null);
  }

  /** {@code GET /recordings/…/poster}: a blank as long as there is none, and asked for again. */
  private void poster(RoutingContext ctx) {
    Optional<byte[]> picture = library.poster(Visit.of(ctx).actor(), id(ctx));
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, picture.isPresent() ? "image/jpeg" : "image/svg+xml")
        .putHeader(HttpHeaders.CACHE_CONTROL, picture.isPresent() ? CACHING : "private, no-store")
        .end(picture.map(Buffer::buffer).orElse(BLANK));
  }

  private void rename(RoutingContext ctx) {
    Recording recording = recording(ctx);
    Form form = Form.read(ctx, RENAME);
    if (!form.valid()) {
      pages.send(ctx, page(ctx, recording, form, Form.blank(DELETE)).status(UNPROCESSABLE));
      return;
    }
    library.rename(Visit.of(ctx).actor(), recording.told().id(), form.text(TITLE));
    Pages.done(ctx, LibraryPages.path(recording.told().id()), "renamed");
  }

  private void delete(RoutingContext ctx) {
    Recording recording = recording(ctx);
    RecordingId id = recording.told().id();
    Form form = Form.read(ctx, DELETE);
    if (form.valid() && !form.text(NAME).strip().equals(recording.told().address().path())) {
      form.error(NAME, "delete.name.other");
    }
    if (!form.valid()) {
      pages.send(ctx, page(ctx, recording, blank(recording), form).status(UNPROCESSABLE));
      return;
    }
    try {
      switch (deletion.delete(Visit.of(ctx).actor(), id)) {
        case Decision.Done _ -> Pages.done(ctx, LibraryPages.PATH, "deleted");
        case Decision.Waits _ -> Pages.done(ctx, LibraryPages.path(id), "asked");
      }
    } catch (WeirFault refused) {
      if (refused.code() != FaultCode.RECORDING_GOES_ON) {
        throw refused;
      }
      form.error(NAME, "delete.goes-on");
      pages.send(ctx, page(ctx, recording, blank(recording), form).status(CONFLICT));
    }
  }

  private Page page(RoutingContext ctx, Recording recording, Form rename, Form delete) {
    Actor actor = Visit.of(ctx).actor();
    RecordingRow row = RecordingRow.of(recording);
    List<Recording> files = library.ofTake(actor, recording);
    Optional<Replay.Player> player =
        first(files, Recording::isReady, RecordingFormat.HLS).flatMap(replay::of);
    return Page.of("library/page", "recordings")
        .titled(row.title())
        .playing(player.map(Replay.Player::origins).orElse(List.of()))
        .with("row", row)
        .with("player", player.map(Replay.Player::address).orElse(""))
        .with(
            "movie",
            first(files, Recording::isFetched, RecordingFormat.MP4)
                .map(movie -> LibraryPages.path(movie.told().id()) + "/file")
                .orElse(""))
        .with("files", files.stream().map(RecordingRow::of).toList())
        .with("object", recording.told().objectName())
        .with("store", recording.told().store().map(StoreId::value).orElse(""))
        .with("movedTo", recording.movedTo().map(StorageClass::name).orElse(""))
        .with("archived", recording.isArchived())
        .with("operate", actor.may(Permission.STREAMS_OPERATE))
        .with("rename", rename)
        .with("deletion", delete);
  }

  private static Optional<Recording> first(
      List<Recording> files, Predicate<Recording> usable, RecordingFormat format) {
    return files.stream().filter(usable).filter(file -> file.told().format() == format).findFirst();
  }

  private Recording recording(RoutingContext ctx) {
    return library.find(Visit.of(ctx).actor(), id(ctx));
  }

  private static Form blank(Recording recording) {
    return Form.blank(RENAME).with(TITLE, recording.title());
  }

  private static RecordingId id(RoutingContext ctx) {
    try {
      return RecordingId.parse(String.valueOf(ctx.pathParam("recording")));
    } catch (IllegalArgumentException noId) {
      throw new WeirFault(FaultCode.NOT_FOUND, "no recording's id");
    }
  }
}
