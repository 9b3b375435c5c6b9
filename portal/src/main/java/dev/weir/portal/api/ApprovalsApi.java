package dev.weir.portal.api;

import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.approval.Approval;
import dev.weir.portal.approval.ApprovalDesk;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * {@code /api/v1/approvals}: what waits for a second person. A program looks, and takes back what
 * it asked for itself; people decide.
 */
public final class ApprovalsApi {

  private static final String PATH = "/api/v1/approvals";

  private final ApprovalDesk desk;

  /** Tells of the requests at this desk. */
  public ApprovalsApi(ApprovalDesk desk) {
    this.desk = desk;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String one = PATH + "/:approval";
    return List.of(
        RouteEntry.api(HttpMethod.GET, PATH, Permission.TENANT_READ, this::list),
        RouteEntry.api(HttpMethod.GET, one, Permission.TENANT_READ, this::one),
        RouteEntry.api(HttpMethod.DELETE, one, Permission.TENANT_READ, this::withdraw));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    JsonArray all = new JsonArray();
    desk.list(call.actor()).forEach(approval -> all.add(json(approval)));
    call.ok(new JsonObject().put("approvals", all));
  }

  private void one(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    call.ok(json(desk.find(call.actor(), id(call))));
  }

  private void withdraw(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    desk.withdraw(call.actor(), id(call));
    call.done();
  }

  private static JsonObject json(Approval approval) {
    JsonObject json =
        new JsonObject()
            .put("id", approval.id().toString())
            .put("kind", approval.kind().name())
            .put("object", approval.object())
            .put("requestedBy", approval.requesterName())
            .put("requestedAt", approval.requestedAt().toString())
            .put("expiresAt", approval.expiresAt().toString())
            .put("state", approval.state().name().toLowerCase(Locale.ROOT));
    return approval.decidedBy().isEmpty() ? json : json.put("decidedBy", approval.decidedBy());
  }

  private static UUID id(ApiCall call) {
    return UUID.fromString(call.text("approval"));
  }
}
