package dev.weir.portal.api;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.token.ApiToken;
import dev.weir.portal.api.token.ApiTokens;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code /api/v1/tokens}. */
public final class TokensApi {

  private final ApiTokens tokens;

  /** Has these make them. */
  public TokensApi(ApiTokens tokens) {
    this.tokens = tokens;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(RouteEntry.program(HttpMethod.POST, "/api/v1/tokens", this::create));
  }

  private void create(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    if (!ApiGate.bearsKey(ctx)) {
      // Otherwise whoever finds a token could go on for ever.
      throw new WeirFault(FaultCode.FORBIDDEN, "a token makes no tokens");
    }
    JsonArray wanted = call.body().getJsonArray("scopes");
    Set<Permission> scopes =
        wanted == null ? call.actor().permissions() : Scopes.read(wanted, "/scopes");
    Duration lifetime =
        Duration.ofSeconds(call.body().getLong("validSeconds", ApiTokens.LIFETIME.toSeconds()));
    ApiToken made = tokens.issue(call.actor(), scopes, lifetime);
    call.created(
        new JsonObject()
            .put("token", made.text())
            .put("tokenType", "Bearer")
            .put("expiresAt", made.expiresAt().toString())
            .put("scopes", Scopes.json(made.scopes())));
  }
}
