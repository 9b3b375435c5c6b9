package dev.weir.portal.api.stream;

import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.event.StreamPublished;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.frame.Cursor;
import dev.weir.portal.history.HistoryPage;
import dev.weir.portal.history.HistoryQuery;
import dev.weir.portal.history.PublishHistory;
import dev.weir.portal.history.PublishRecord;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.listing.ListPlace;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /api/v1/history}: who published what, from when to when, and why it ended. */
public final class HistoryApi {

  private final PublishHistory history;

  /** Tells of this. */
  public HistoryApi(PublishHistory history) {
    this.history = history;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(HttpMethod.GET, "/api/v1/history", Permission.STREAMS_READ, this::list));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    HistoryPage page = history.search(call.actor(), query(call), call.limit());
    JsonArray publishes = new JsonArray();
    page.records().forEach(record -> publishes.add(json(record)));
    JsonObject answer = new JsonObject().put("publishes", publishes);
    page.next().ifPresent(next -> answer.put("next", Cursor.after(next.text()).text()));
    call.ok(answer);
  }

  private static HistoryQuery query(ApiCall call) {
    return new HistoryQuery(
        call.find("domain").orElse(""),
        call.find("app").orElse(""),
        call.find("name").orElse(""),
        call.find("reason").map(PublishEnd::valueOf),
        call.day("from"),
        call.day("to"),
        AskedStream.label(call),
        call.cursor().map(HistoryApi::place));
  }

  private static ListPlace place(Cursor cursor) {
    return ListPlace.read(cursor.parts(1).getFirst())
        .orElseThrow(() ->
            new InvalidRequest("/query/cursor", "is not what a page of this list ended with"));
  }

  private static JsonObject json(PublishRecord record) {
    StreamPublished begin = record.begin();
    JsonObject json =
        new JsonObject()
            .put("id", begin.id().toString())
            .put("domain", begin.address().pushDomain().value())
            .put("app", begin.address().app().value())
            .put("stream", begin.address().stream().value())
            .put("startedAt", begin.at().toString())
            .put("encoder", begin.software())
            .put("peerAddress", begin.peerAddress())
            .put("node", begin.node().value());
    record.end().ifPresent(end -> json.put("end", json(record, end)));
    return json;
  }

  private static JsonObject json(PublishRecord record, PublishRecord.End end) {
    JsonArray tracks = new JsonArray();
    end.tracks().forEach(track -> tracks.add(StreamJson.of(track)));
    return new JsonObject()
        .put("at", end.at().toString())
        .put("reason", end.reason().name())
        .put("cause", end.cause())
        .put("tracks", tracks)
        .put("bytes", end.bytes())
        .put("averageBitsPerSecond", record.averageBitsPerSecond());
  }
}
