package dev.weir.portal.api;

import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.apikey.ApiKeys;
import dev.weir.portal.apikey.IssuedKey;
import dev.weir.portal.identity.ApiKeyId;
import dev.weir.portal.identity.Permission;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** {@code /api/v1/api-keys}. */
public final class ApiKeysApi {

  private static final String PATH = "/api/v1/api-keys";

  private final ApiKeys keys;
  private final TimeSource time;

  /** Tells of and changes these. */
  public ApiKeysApi(ApiKeys keys, TimeSource time) {
    this.keys = keys;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(HttpMethod.GET, PATH, Permission.APIKEYS_READ, this::list),
        RouteEntry.api(HttpMethod.POST, PATH, Permission.APIKEYS_WRITE, this::create),
        RouteEntry.api(HttpMethod.DELETE, PATH + "/:key", Permission.APIKEYS_WRITE, this::revoke));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    JsonArray all = new JsonArray();
    keys.list(call.actor()).forEach(key -> all.add(json(key)));
    call.ok(new JsonObject().put("keys", all));
  }

  private void create(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    ApiKeys.Made made =
        keys.create(
            call.actor(),
            call.body().getString("name"),
            Scopes.read(call.body().getJsonArray("scopes"), "/scopes"),
            end(call.body()));
    call.created(json(made.issued()).put("secret", made.key().text()));
  }

  private void revoke(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    keys.revoke(call.actor(), new ApiKeyId(UUID.fromString(call.text("key"))));
    call.done();
  }

  private Optional<Instant> end(JsonObject body) {
    try {
      Optional<Instant> end =
          Optional.ofNullable(body.getString("expiresAt"))
              .map(text -> OffsetDateTime.parse(text).toInstant());
      if (end.filter(at -> !at.isAfter(time.now())).isPresent()) {
        throw new InvalidRequest("/expiresAt", "is not in the future");
      }
      return end;
    } catch (DateTimeException noTime) {
      throw new InvalidRequest("/expiresAt", "is no time");
    }
  }

  private JsonObject json(IssuedKey key) {
    JsonObject json =
        new JsonObject()
            .put("id", key.id().toString())
            .put("name", key.name())
            .put("prefix", key.prefix())
            .put("scopes", Scopes.json(key.scopes()))
            .put("state", key.state(time.now()).name().toLowerCase(Locale.ROOT))
            .put("createdAt", key.createdAt().toString())
            .put("createdBy", key.createdBy());
    key.expiresAt().ifPresent(at -> json.put("expiresAt", at.toString()));
    key.lastUsedAt().ifPresent(at -> json.put("lastUsedAt", at.toString()));
    key.revokedAt().ifPresent(at -> json.put("revokedAt", at.toString()));
    return json;
  }
}
