package dev.weir.portal.api.domain;

import dev.weir.contract.identity.DomainName;
import dev.weir.portal.access.AccessRules;
import dev.weir.portal.access.AccessVersion;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.domain.Decision;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.domain.LiveTouched;
import dev.weir.portal.domain.Side;
import dev.weir.portal.domain.access.AccessDocument;
import dev.weir.portal.domain.access.AccessSettings;
import dev.weir.portal.domain.access.WrongEntry;
import dev.weir.portal.domain.settings.Revised;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/** {@code /api/v1/domains/{domain}/access/{side}}: who may push and who may play. */
public final class AccessApi {

  private static final String ONE = AskedDomain.PATH + "/access/:side";

  private final Domains domains;
  private final AccessRules rules;
  private final LiveTouched live;

  /** Tells of and changes these. */
  public AccessApi(Domains domains, AccessRules rules, LiveTouched live) {
    this.domains = domains;
    this.rules = rules;
    this.live = live;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission read = Permission.DOMAINS_READ;
    Permission write = Permission.DOMAINS_WRITE;
    String versions = ONE + "/versions";
    return List.of(
        RouteEntry.api(HttpMethod.GET, ONE, read, ctx -> tell(ApiCall.of(ctx))),
        RouteEntry.api(HttpMethod.PATCH, ONE, write, this::change),
        RouteEntry.api(HttpMethod.GET, versions, read, this::versions),
        RouteEntry.api(HttpMethod.POST, versions + "/:version/restore", write, this::restore));
  }

  private void change(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    DomainName name = AskedDomain.of(call);
    Side side = side(call);
    Revised<AccessSettings> before = rules.of(call.actor(), name, side);
    call.requireSeen(before.revision());
    AccessSettings wanted = wanted(side, before.settings(), call.body());
    answer(
        call,
        call.unlessChanged(() -> rules.save(call.actor(), name, side, wanted, before.revision())));
  }

  private void restore(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    DomainName name = AskedDomain.of(call);
    Side side = side(call);
    long version = Long.parseLong(call.text("version"));
    long seen = call.seenVersion();
    answer(call, call.unlessChanged(() -> rules.restore(call.actor(), name, side, version, seen)));
  }

  private void versions(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    JsonArray all = new JsonArray();
    rules
        .versions(call.actor(), AskedDomain.of(call), side(call))
        .forEach(version -> all.add(json(version)));
    call.ok(new JsonObject().put("versions", all));
  }

  private void answer(ApiCall call, Decision decision) {
    switch (decision) {
      case Decision.Done _ -> tell(call);
      case Decision.Waits waits -> call.waits(waits.request());
    }
  }

  private void tell(ApiCall call) {
    Side side = side(call);
    Domain domain = domains.find(call.actor(), AskedDomain.of(call));
    Revised<AccessSettings> now = rules.of(call.actor(), domain.name(), side);
    String when =
        switch (side) {
          case PUSH -> "next_publish";
          case PLAY -> "now";
        };
    DomainName pushDomain =
        switch (side) {
          case PUSH -> domain.name();
          case PLAY -> domain.use().playsOf().orElse(domain.name());
        };
    Settled.tell(
        call,
        now,
        AccessDocument.of(now.settings()),
        when,
        live.find(call.actor().tenant(), pushDomain));
  }

  /** The settings with what a body says; lists and the endpoint may be said in part. */
  private static AccessSettings wanted(Side side, AccessSettings before, JsonObject body) {
    JsonObject whole = AccessDocument.of(before);
    body.fieldNames().stream()
        .filter(field -> !AccessDocument.knows(before, field))
        .findFirst()
        .ifPresent(field -> {
          throw new InvalidRequest("/" + field, "is not for this side");
        });
    whole.mergeIn(body, true);
    try {
      return switch (side) {
        case PUSH -> AccessDocument.publishers(whole);
        case PLAY -> AccessDocument.viewers(whole);
      };
    } catch (WrongEntry wrong) {
      throw new InvalidRequest(wrong.pointer(), wrong.detail());
    }
  }

  private static JsonObject json(AccessVersion version) {
    JsonObject json =
        new JsonObject()
            .put("version", version.revision())
            .put("savedBy", version.savedBy())
            .put("settings", AccessDocument.of(version.settings()));
    version.savedAt().ifPresent(at -> json.put("savedAt", at.toString()));
    return json;
  }

  private static Side side(ApiCall call) {
    return Side.valueOf(call.text("side").toUpperCase(Locale.ROOT));
  }
}
