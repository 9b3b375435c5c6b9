package dev.weir.portal.api.stream;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.live.ViewerSighting;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.stream.StreamServices;
import dev.weir.portal.viewer.Revocation;
import dev.weir.portal.viewer.Subject;
import dev.weir.portal.viewer.Watching;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Who watches, and the end of it. */
public final class ViewersApi {

  private static final String REVOCATIONS = "/api/v1/domains/:domain/revocations";
  private static final long USUAL_S = Duration.ofHours(1).toSeconds();

  private final StreamServices services;

  /** Tells of these, and has them do it. */
  public ViewersApi(StreamServices services) {
    this.services = services;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission operate = Permission.STREAMS_OPERATE;
    return List.of(
        RouteEntry.api(HttpMethod.GET, AskedStream.PATH + "/viewers", operate, this::viewers),
        RouteEntry.api(HttpMethod.GET, REVOCATIONS, operate, this::list),
        RouteEntry.api(HttpMethod.POST, REVOCATIONS, operate, this::end),
        RouteEntry.api(HttpMethod.DELETE, REVOCATIONS + "/:revocation", operate, this::readmit));
  }

  private void viewers(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    StreamAddress stream = AskedStream.address(call, services.domains().of(call.actor().tenant()));
    Watching watching =
        services
            .viewers()
            .of(call.actor(), stream)
            .orElseThrow(() -> new WeirFault(FaultCode.LIVE_STATE_UNAVAILABLE, stream.path()));
    JsonObject counts = new JsonObject();
    watching.viewers().forEach((protocol, count) -> counts.put(protocol.name(), count));
    JsonArray shown = new JsonArray();
    watching.shown().forEach(seat -> shown.add(json(seat)));
    call.ok(
        new JsonObject()
            .put("total", watching.total())
            .put("byProtocol", counts)
            .put("complete", watching.complete())
            .put("viewers", shown));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    JsonArray all = new JsonArray();
    services.viewers().ended(call.actor(), domain(call)).forEach(one -> all.add(json(one)));
    call.ok(new JsonObject().put("revocations", all));
  }

  private void end(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Duration length = Duration.ofSeconds(call.body().getLong("forSeconds", USUAL_S));
    call.created(
        json(services.viewers().end(call.actor(), domain(call), subject(call.body()), length)));
  }

  private void readmit(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    UUID id = UUID.fromString(call.text("revocation"));
    if (!services.viewers().readmit(call.actor(), domain(call), id)) {
      throw new WeirFault(FaultCode.NOT_FOUND, "revocation " + id);
    }
    call.done();
  }

  private static Subject subject(JsonObject body) {
    String name = body.getString("name", "").strip();
    try {
      return switch (body.getString("kind")) {
        case "viewer" -> new Subject.Viewer(new ViewerId(name));
        case "user" -> new Subject.User(named(name));
        case "network" -> new Subject.Network(Cidr.parse(name));
        default -> new Subject.Everybody();
      };
    } catch (IllegalArgumentException notOne) {
      throw new InvalidRequest("/name", "is none of this kind");
    }
  }

  private static String named(String name) {
    if (name.isEmpty()) {
      throw new InvalidRequest("/name", "is needed");
    }
    return name;
  }

  private static DomainName domain(ApiCall call) {
    return DomainName.parse(call.text("domain"))
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "no domain name"));
  }

  private static JsonObject json(Watching.Seat seat) {
    ViewerSighting viewer = seat.viewer();
    return new JsonObject()
        .put("viewer", viewer.viewer().hex())
        .put("user", viewer.user())
        .put("domain", viewer.domain().value())
        .put("protocol", viewer.protocol().name())
        .put("address", viewer.address())
        .put("since", viewer.since().toString())
        .put("bytes", viewer.bytes())
        .put("node", seat.node().value());
  }

  private static JsonObject json(Revocation revocation) {
    return new JsonObject()
        .put("id", revocation.id().toString())
        .put("kind", revocation.subject().kind())
        .put("name", revocation.subject().title())
        .put("until", revocation.until().toString())
        .put("since", revocation.since().toString())
        .put("by", revocation.by());
  }
}
