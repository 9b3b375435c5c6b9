package dev.weir.portal.api.domain;

import dev.weir.contract.identity.AppName;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.domain.settings.App;
import dev.weir.portal.domain.settings.DomainSettings;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /api/v1/domains/{domain}/apps}. */
public final class AppsApi {

  private static final String LIST = AskedDomain.PATH + "/apps";
  private static final String ONE = LIST + "/:app";

  private final DomainSettings settings;

  /** Tells of and changes these. */
  public AppsApi(DomainSettings settings) {
    this.settings = settings;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(HttpMethod.GET, LIST, Permission.DOMAINS_READ, this::list),
        RouteEntry.api(HttpMethod.POST, LIST, Permission.DOMAINS_WRITE, this::add),
        RouteEntry.api(HttpMethod.PATCH, ONE, Permission.DOMAINS_WRITE, this::change),
        RouteEntry.api(HttpMethod.DELETE, ONE, Permission.DOMAINS_WRITE, this::remove));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    JsonArray all = new JsonArray();
    settings.apps(call.actor(), AskedDomain.of(call)).forEach(app -> all.add(json(app)));
    call.ok(new JsonObject().put("apps", all));
  }

  private void add(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    App added = new App(new AppName(call.body().getString("name")), false);
    settings.addApp(call.actor(), AskedDomain.of(call), added.name());
    call.created(json(added));
  }

  private void change(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    App wanted = new App(new AppName(call.text("app")), call.body().getBoolean("takeover"));
    settings.setTakeover(call.actor(), AskedDomain.of(call), wanted);
    call.ok(json(wanted));
  }

  private void remove(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    settings.removeApp(call.actor(), AskedDomain.of(call), new AppName(call.text("app")));
    call.done();
  }

  private static JsonObject json(App app) {
    return new JsonObject().put("name", app.name().value()).put("takeover", app.takeover());
  }
}
