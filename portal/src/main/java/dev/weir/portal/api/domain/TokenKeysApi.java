package dev.weir.portal.api.domain;

import dev.weir.contract.access.TokenKey;
import dev.weir.contract.check.Door;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.domain.key.HeldTokenKey;
import dev.weir.portal.domain.key.KeyUsage;
import dev.weir.portal.domain.key.PlaybackKeys;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import dev.weir.runtime.keyuse.KeyUse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/domains/{domain}/token-keys}: keys that playback tokens are verified with. */
public final class TokenKeysApi {

  private static final String LIST = AskedDomain.PATH + "/token-keys";

  private final PlaybackKeys keys;
  private final KeyUsage usage;

  /**
   * Tells of and changes these.
   *
   * @param usage how they are used
   */
  public TokenKeysApi(PlaybackKeys keys, KeyUsage usage) {
    this.keys = keys;
    this.usage = usage;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(HttpMethod.GET, LIST, Permission.KEYS_READ, this::list),
        RouteEntry.api(HttpMethod.POST, LIST, Permission.KEYS_WRITE, this::add),
        RouteEntry.api(HttpMethod.DELETE, LIST + "/:key", Permission.KEYS_WRITE, this::delete));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    DomainName domain = AskedDomain.of(call);
    JsonArray all = new JsonArray();
    List<HeldTokenKey> known = keys.list(call.actor(), domain);
    KeyUse use = usage.of(call.actor().tenant(), domain);
    known.forEach(key -> all.add(KeyUseJson.tell(json(key), use.of(Door.PLAY, key.proofId()))));
    call.ok(new JsonObject().put("keys", all));
  }

  private void add(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    JsonObject body = call.body();
    String name = body.getString("name");
    TokenKey.Algorithm algorithm = TokenKey.Algorithm.valueOf(body.getString("algorithm"));
    Optional<String> material = Optional.ofNullable(body.getString("key"));
    if (material.isEmpty() && algorithm != TokenKey.Algorithm.HS256) {
      throw new InvalidRequest("/key", "is missing");
    }
    JsonObject answer = new JsonObject().put("name", name).put("algorithm", algorithm.name());
    if (material.isPresent()) {
      keys.add(call.actor(), AskedDomain.of(call), new TokenKey(name, algorithm, material.get()));
    } else {
      answer.put("secret", keys.make(call.actor(), AskedDomain.of(call), name).material());
    }
    call.created(answer);
  }

  private void delete(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Answers.tell(call, keys.delete(call.actor(), AskedDomain.of(call), call.text("key")));
  }

  private static JsonObject json(HeldTokenKey key) {
    return new JsonObject()
        .put("name", key.name())
        .put("algorithm", key.algorithm().name())
        .put("createdAt", key.createdAt().toString())
        .put("createdBy", key.createdBy());
  }
}
