package dev.weir.portal.api;

import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Who;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /api/v1/me}: what a program's key or token is, told to the program itself. */
public final class MeApi {

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(RouteEntry.program(HttpMethod.GET, "/api/v1/me", this::me));
  }

  private void me(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Actor actor = call.actor();
    JsonObject answer =
        new JsonObject()
            .put("tenant", actor.tenant().toString())
            .put("scopes", Scopes.json(actor.permissions()));
    if (actor.who() instanceof Who.Key key) {
      answer.put(
          "key",
          new JsonObject()
              .put("id", key.id().toString())
              .put("prefix", key.prefix())
              .put("name", key.name()));
    }
    call.ok(answer);
  }
}
