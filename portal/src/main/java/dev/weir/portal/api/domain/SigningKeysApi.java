package dev.weir.portal.api.domain;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.check.Door;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.domain.Side;
import dev.weir.portal.domain.key.DomainKey;
import dev.weir.portal.domain.key.KeyUsage;
import dev.weir.portal.domain.key.SigningKeys;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.RouteEntry;
import dev.weir.runtime.keyuse.KeyUse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/** {@code /api/v1/domains/{domain}/keys}: signing keys, whose secrets are told once. */
public final class SigningKeysApi {

  private static final String LIST = AskedDomain.PATH + "/keys";
  private static final String ONE = LIST + "/:side/:key";

  private final SigningKeys keys;
  private final KeyUsage usage;

  /**
   * Tells of and changes these.
   *
   * @param usage how they are used
   */
  public SigningKeysApi(SigningKeys keys, KeyUsage usage) {
    this.keys = keys;
    this.usage = usage;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission write = Permission.KEYS_WRITE;
    return List.of(
        RouteEntry.api(HttpMethod.GET, LIST, Permission.KEYS_READ, this::list),
        RouteEntry.api(HttpMethod.POST, LIST, write, this::make),
        RouteEntry.api(HttpMethod.PUT, LIST + "/:side/primary", write, this::promote),
        RouteEntry.api(HttpMethod.DELETE, ONE, write, this::delete),
        RouteEntry.api(HttpMethod.POST, ONE + "/secret", write, this::show));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    DomainName domain = AskedDomain.of(call);
    JsonArray all = new JsonArray();
    List<DomainKey> known = keys.list(call.actor(), domain);
    KeyUse use = usage.of(call.actor().tenant(), domain);
    known.forEach(key -> all.add(KeyUseJson.tell(json(key), use.of(door(key.side()), key.name()))));
    call.ok(new JsonObject().put("keys", all));
  }

  private void make(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Side side = side(call.body().getString("side"));
    call.created(secret(side, keys.make(call.actor(), AskedDomain.of(call), side)));
  }

  private void promote(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    String key = call.body().getString("name");
    keys.promote(call.actor(), AskedDomain.of(call), side(call.text("side")), key);
    call.done();
  }

  private void delete(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Side side = side(call.text("side"));
    Answers.tell(call, keys.delete(call.actor(), AskedDomain.of(call), side, call.text("key")));
  }

  private void show(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Side side = side(call.text("side"));
    call.ok(secret(side, keys.show(call.actor(), AskedDomain.of(call), side, call.text("key"))));
  }

  private static Door door(Side side) {
    return switch (side) {
      case PUSH -> Door.PUBLISH;
      case PLAY -> Door.PLAY;
    };
  }

  private static Side side(String text) {
    return Side.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static String text(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject json(DomainKey key) {
    return new JsonObject()
        .put("side", text(key.side()))
        .put("name", key.name())
        .put("primary", key.primary())
        .put("shown", key.shown())
        .put("createdAt", key.createdAt().toString());
  }

  private static JsonObject secret(Side side, SigningKey key) {
    return new JsonObject()
        .put("side", text(side))
        .put("name", key.id())
        .put("secret", key.secret());
  }
}
