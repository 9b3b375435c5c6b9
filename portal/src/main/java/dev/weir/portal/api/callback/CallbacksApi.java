package dev.weir.portal.api.callback;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.frame.Cursor;
import dev.weir.portal.callback.Callback;
import dev.weir.portal.callback.CallbackId;
import dev.weir.portal.callback.CallbackSettings;
import dev.weir.portal.callback.Callbacks;
import dev.weir.portal.callback.Deliveries;
import dev.weir.portal.callback.Delivery;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /api/v1/callbacks}. A secret is told when it is made, and never again. */
public final class CallbacksApi {

  private static final String LIST = "/api/v1/callbacks";
  private static final String ONE = LIST + "/:callback";
  private static final String EVENT = ONE + "/events/:event";
  private static final String KEY = "key";

  private final Callbacks callbacks;
  private final Deliveries deliveries;

  /** Tells of and changes these. */
  public CallbacksApi(Callbacks callbacks, Deliveries deliveries) {
    this.callbacks = callbacks;
    this.deliveries = deliveries;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission read = Permission.CALLBACKS_READ;
    Permission write = Permission.CALLBACKS_WRITE;
    return List.of(
        RouteEntry.api(HttpMethod.GET, LIST, read, this::list),
        RouteEntry.api(HttpMethod.POST, LIST, write, this::make),
        RouteEntry.api(HttpMethod.GET, ONE, read, this::show),
        RouteEntry.api(HttpMethod.PUT, ONE, write, this::change),
        RouteEntry.api(HttpMethod.DELETE, ONE, write, this::delete),
        RouteEntry.api(HttpMethod.POST, ONE + "/secret", write, this::rotate),
        RouteEntry.api(HttpMethod.DELETE, ONE + "/former-secret", write, this::endFormer),
        RouteEntry.api(HttpMethod.POST, ONE + "/test", write, this::tried),
        RouteEntry.api(HttpMethod.GET, ONE + "/events", read, this::events),
        RouteEntry.api(HttpMethod.GET, EVENT, read, this::event),
        RouteEntry.api(HttpMethod.POST, EVENT + "/replay", write, this::replay),
        RouteEntry.api(HttpMethod.POST, ONE + "/replay", write, this::replayRange));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    String after = call.cursor().map(cursor -> cursor.parts(1).getFirst()).orElse("");
    List<Callback> found =
        callbacks.list(call.actor()).stream()
            .sorted((one, other) -> key(one).compareTo(key(other)))
            .filter(known -> key(known).compareTo(after) > 0)
            .limit(call.limit() + 1L)
            .toList();
    call.page("callbacks", found, known -> Cursor.after(key(known)), CallbackJson::of);
  }

  private static String key(Callback callback) {
    return callback.id().toString();
  }

  private void make(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    CallbackSettings settings = CallbackJson.read(call.body());
    String key = call.body().getString(KEY, "");
    call.created(made(settled(() -> callbacks.create(call.actor(), settings, key))));
  }

  private void show(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    tell(call, callbacks.find(call.actor(), asked(call)));
  }

  private void change(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    CallbackSettings settings = CallbackJson.read(call.body());
    long seen = call.seenVersion();
    CallbackId id = asked(call);
    tell(
        call,
        call.unlessChanged(() -> settled(() -> callbacks.save(call.actor(), id, settings, seen))));
  }

  private void delete(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    callbacks.delete(call.actor(), asked(call));
    call.done();
  }

  private void rotate(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    CallbackId id = asked(call);
    String key = call.body().getString(KEY, "");
    call.created(made(settled(() -> callbacks.rotate(call.actor(), id, key))));
  }

  private void endFormer(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    callbacks.endFormer(call.actor(), asked(call));
    call.done();
  }

  private void tried(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    call.ok(CallbackJson.of(callbacks.tried(call.actor(), asked(call))));
  }

  private void events(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Optional<Delivery.State> state = call.find("state").map(Delivery.State::valueOf);
    long below = call.cursor().map(Cursor::number).orElse(Long.MAX_VALUE);
    List<Delivery> found = deliveries.list(call.actor(), asked(call), state, below, call.limit());
    call.page(
        "events", found, one -> Cursor.after(Long.toString(one.position())), CallbackJson::of);
  }

  private void event(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    CallbackId id = asked(call);
    Delivery delivery = deliveries.find(call.actor(), id, CallbackId.uuid(call.text("event")));
    JsonArray log = new JsonArray();
    deliveries
        .attempts(call.actor(), id, delivery.event().id())
        .forEach(attempt -> log.add(CallbackJson.of(attempt)));
    call.ok(CallbackJson.of(delivery).put("log", log));
  }

  private void replay(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    deliveries.replay(call.actor(), asked(call), CallbackId.uuid(call.text("event")));
    call.done();
  }

  private void replayRange(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Deliveries.Range range =
        new Deliveries.Range(
            instant(call, "from"), instant(call, "to"), !call.body().getBoolean("taken", false));
    int replayed = deliveries.replay(call.actor(), asked(call), range);
    call.ok(new JsonObject().put("replayed", replayed));
  }

  private static void tell(ApiCall call, Callback now) {
    call.version(now.revision()).ok(CallbackJson.of(now));
  }

  private static JsonObject made(Callbacks.Made made) {
    return CallbackJson.of(made.callback()).put("secret", made.secret().text());
  }

  private static CallbackId asked(ApiCall call) {
    return CallbackId.read(call.text("callback"));
  }

  private static Instant instant(ApiCall call, String name) {
    try {
      return Instant.parse(call.body().getString(name));
    } catch (DateTimeException none) {
      throw new InvalidRequest("/" + name, "is no time such as 2026-11-23T20:00:00Z");
    }
  }

  /** What an endpoint cannot be is told as a field that is wrong. */
  private static <T> T settled(Supplier<T> change) {
    try {
      return change.get();
    } catch (WeirFault refused) {
      if (refused.code() != FaultCode.SETTING_INVALID) {
        throw refused;
      }
      throw new InvalidRequest("/" + refused.subject(), refused.code().sentence());
    }
  }
}
