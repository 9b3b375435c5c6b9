package dev.weir.portal.api.stream;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingId;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.frame.Cursor;
import dev.weir.portal.domain.Decision;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.library.Library;
import dev.weir.portal.library.Recording;
import dev.weir.portal.library.RecordingDeletion;
import dev.weir.portal.library.RecordingPage;
import dev.weir.portal.library.RecordingQuery;
import dev.weir.portal.listing.ListPlace;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/** {@code /api/v1/recordings}: the library. */
public final class RecordingsApi {

  private static final String ALL = "/api/v1/recordings";
  private static final String ONE = ALL + "/:recording";

  private final Library library;
  private final RecordingDeletion deletion;

  /** Tells of this library, and deletes from it. */
  public RecordingsApi(Library library, RecordingDeletion deletion) {
    this.library = library;
    this.deletion = deletion;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission read = Permission.STREAMS_READ;
    Permission operate = Permission.STREAMS_OPERATE;
    return List.of(
        RouteEntry.api(HttpMethod.GET, ALL, read, this::list),
        RouteEntry.api(HttpMethod.GET, ONE, read, this::one),
        RouteEntry.api(HttpMethod.GET, ONE + "/file", read, this::file),
        RouteEntry.api(HttpMethod.PATCH, ONE, operate, this::rename),
        RouteEntry.api(HttpMethod.DELETE, ONE, operate, this::delete));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    RecordingPage page = library.search(call.actor(), query(call), call.limit());
    JsonArray recordings = new JsonArray();
    page.recordings().forEach(recording -> recordings.add(json(recording)));
    JsonObject answer = new JsonObject().put("recordings", recordings);
    page.next().ifPresent(next -> answer.put("next", Cursor.after(next.text()).text()));
    call.ok(answer);
  }

  private void one(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    call.ok(json(library.find(call.actor(), id(call))));
  }

  private void file(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    library.open(call.actor(), id(call)).send(ctx.request(), true);
  }

  private void rename(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    call.ok(json(library.rename(call.actor(), id(call), call.body().getString("title"))));
  }

  private void delete(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    switch (deletion.delete(call.actor(), id(call))) {
      case Decision.Done _ -> call.done();
      case Decision.Waits waits -> call.waits(waits.request());
    }
  }

  private static RecordingQuery query(ApiCall call) {
    return new RecordingQuery(
        call.find("domain").orElse(""),
        call.find("app").orElse(""),
        call.find("name").orElse(""),
        call.find("format").map(name -> RecordingFormat.valueOf(name.toUpperCase(Locale.ROOT))),
        call.day("from"),
        call.day("to"),
        AskedStream.label(call),
        call.cursor().map(RecordingsApi::place));
  }

  private static ListPlace place(Cursor cursor) {
    return ListPlace.read(cursor.parts(1).getFirst())
        .orElseThrow(() ->
            new InvalidRequest("/query/cursor", "is not what a page of this list ended with"));
  }

  private static RecordingId id(ApiCall call) {
    try {
      return RecordingId.parse(call.text("recording"));
    } catch (IllegalArgumentException noId) {
      throw new WeirFault(FaultCode.NOT_FOUND, "no recording's id");
    }
  }

  private static JsonObject json(Recording recording) {
    RecordingEvent told = recording.told();
    JsonObject json =
        new JsonObject()
            .put("id", told.id().toString())
            .put("domain", told.address().pushDomain().value())
            .put("app", told.address().app().value())
            .put("stream", told.address().stream().value())
            .put("title", recording.title())
            .put("format", told.format().name().toLowerCase(Locale.ROOT))
            .put("state", recording.deleting() ? "DELETING" : told.state().name())
            .put("cause", told.cause())
            .put("startedAt", told.startedAt().toString())
            .put("durationMilliseconds", told.durationMs())
            .put("bytes", told.bytes())
            .put("width", told.width())
            .put("height", told.height())
            .put("object", told.objectName());
    recording.keptUntil().ifPresent(at -> json.put("keptUntil", at.toString()));
    told.store().ifPresent(store -> json.put("store", store.value()));
    recording.movedTo().ifPresent(moved -> json.put("storageClass", moved.name()));
    return json;
  }
}
