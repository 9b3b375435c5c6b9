package dev.weir.portal.api.stream;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.control.BlockedStream;
import dev.weir.portal.control.RecordingControls;
import dev.weir.portal.control.StreamControls;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.label.Labels;
import dev.weir.portal.quota.QuotaKind;
import dev.weir.portal.stream.StreamServices;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is done to a stream: its end, a block, its labels. */
public final class ControlApi {

  private static final String BLOCK = AskedStream.PATH + "/block";
  private static final String RECORDING = AskedStream.PATH + "/recording";
  private static final String LABELS = AskedStream.PATH + "/labels";

  private final StreamServices services;
  private final TimeSource time;

  /** Has these do it. */
  public ControlApi(StreamServices services, TimeSource time) {
    this.services = services;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission read = Permission.STREAMS_READ;
    Permission operate = Permission.STREAMS_OPERATE;
    return List.of(
        RouteEntry.api(HttpMethod.POST, AskedStream.PATH + "/end", operate, this::end),
        RouteEntry.api(HttpMethod.PUT, RECORDING, operate, this::record),
        RouteEntry.api(HttpMethod.DELETE, RECORDING, operate, this::endRecording),
        RouteEntry.api(HttpMethod.GET, "/api/v1/blocks", read, this::blocks),
        RouteEntry.api(HttpMethod.GET, BLOCK, read, this::blocked),
        RouteEntry.api(HttpMethod.PUT, BLOCK, operate, this::block),
        RouteEntry.api(HttpMethod.DELETE, BLOCK, operate, this::resume),
        RouteEntry.api(HttpMethod.GET, LABELS, read, this::labels),
        RouteEntry.api(HttpMethod.PUT, LABELS, operate, this::label));
  }

  private void end(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    StreamAddress address = address(call);
    switch (services.controls().end(call.actor(), address)) {
      case ENDED -> call.done();
      case NOT_LIVE -> throw new WeirFault(FaultCode.STREAM_NOT_LIVE, address.path());
      case UNKNOWN -> throw new WeirFault(FaultCode.LIVE_STATE_UNAVAILABLE, address.path());
    }
  }

  private void record(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    StreamAddress address = address(call);
    answer(call, address, services.recordings().start(call.actor(), address));
  }

  private void endRecording(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    StreamAddress address = address(call);
    answer(call, address, services.recordings().stop(call.actor(), address));
  }

  private static void answer(
      ApiCall call, StreamAddress address, RecordingControls.Outcome outcome) {
    switch (outcome) {
      case DONE -> call.done();
      case FULL ->
          throw new WeirFault(
              FaultCode.QUOTA_EXCEEDED, QuotaKind.STORAGE_BYTES.name(), address.path());
      case NOT_LIVE -> throw new WeirFault(FaultCode.STREAM_NOT_LIVE, address.path());
      case UNKNOWN -> throw new WeirFault(FaultCode.LIVE_STATE_UNAVAILABLE, address.path());
    }
  }

  private void blocks(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    JsonArray all = new JsonArray();
    services.controls().blocked(call.actor()).forEach(block -> all.add(json(block)));
    call.ok(new JsonObject().put("blocks", all));
  }

  private void blocked(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    call.ok(json(standing(call, address(call))));
  }

  private void block(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    StreamAddress address = address(call);
    Optional<Instant> until = until(call.body());
    String note = call.body().getString("note", "").strip();
    StreamControls.Blocked made = services.controls().block(call.actor(), address, until, note);
    call.ok(
        new JsonObject()
            .put("block", json(made.block()))
            .put("stream", made.outcome().name().toLowerCase(Locale.ROOT)));
  }

  private void resume(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    services.controls().resume(call.actor(), address(call));
    call.done();
  }

  private void labels(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    call.ok(json(services.labels().of(call.actor(), address(call))));
  }

  private void label(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Map<String, String> values = new HashMap<>();
    call.body()
        .getJsonObject("labels")
        .forEach(label -> values.put(label.getKey(), String.valueOf(label.getValue())));
    Labels labels = Labels.of(values);
    services.labels().set(call.actor(), address(call), labels);
    call.ok(json(labels));
  }

  private BlockedStream standing(ApiCall call, StreamAddress address) {
    return services
        .controls()
        .blocked(call.actor(), address)
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "not blocked " + address.path()));
  }

  /** The end of a block; empty for never. */
  private Optional<Instant> until(JsonObject body) {
    Optional<Instant> length =
        Optional.ofNullable(body.getLong("forSeconds")).map(time.now()::plusSeconds);
    Optional<Instant> end = Optional.ofNullable(body.getString("until")).map(this::future);
    if (length.isPresent() && end.isPresent()) {
      throw new InvalidRequest("/until", "and forSeconds cannot both be there");
    }
    return length.or(() -> end);
  }

  private Instant future(String text) {
    try {
      Instant end = OffsetDateTime.parse(text).toInstant();
      if (end.isAfter(time.now()) && end.isBefore(time.now().plus(BlockedStream.MAX_LENGTH))) {
        return end;
      }
    } catch (DateTimeException noTime) {
      throw new InvalidRequest("/until", "is no time");
    }
    throw new InvalidRequest("/until", "is not within the next ten years");
  }

  private StreamAddress address(ApiCall call) {
    return AskedStream.address(call, services.domains().of(call.actor().tenant()));
  }

  private static JsonObject json(BlockedStream block) {
    StreamAddress address = block.address();
    JsonObject json =
        new JsonObject()
            .put("domain", address.pushDomain().value())
            .put("app", address.app().value())
            .put("stream", address.stream().value())
            .put("note", block.note())
            .put("since", block.since().toString())
            .put("by", block.by());
    block.until().ifPresent(until -> json.put("until", until.toString()));
    return json;
  }

  private static JsonObject json(Labels labels) {
    return new JsonObject().put("labels", StreamJson.of(labels));
  }
}
