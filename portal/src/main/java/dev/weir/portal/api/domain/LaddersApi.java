package dev.weir.portal.api.domain;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.ladder.LadderRule;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.domain.LiveTouched;
import dev.weir.portal.domain.ladder.KeptRule;
import dev.weir.portal.domain.ladder.LadderDocument;
import dev.weir.portal.domain.settings.Revised;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.template.LadderRules;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /api/v1/domains/{domain}/ladders}: all ladder rules of a push domain, in their order, as
 * one thing that is told and put.
 */
public final class LaddersApi {

  private static final String ONE = AskedDomain.PATH + "/ladders";
  private static final String RULES = "rules";

  private final LadderRules ladders;
  private final LiveTouched live;

  /** Tells of and changes these. */
  public LaddersApi(LadderRules ladders, LiveTouched live) {
    this.ladders = ladders;
    this.live = live;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(HttpMethod.GET, ONE, Permission.DOMAINS_READ, ctx -> tell(ApiCall.of(ctx))),
        RouteEntry.api(HttpMethod.PUT, ONE, Permission.DOMAINS_WRITE, this::put));
  }

  private void put(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    DomainName name = AskedDomain.of(call);
    // What is not there, or not this one's to read, is told before what is wrong with the body.
    Revised<List<KeptRule>> before = ladders.of(call.actor(), name);
    call.requireSeen(before.revision());
    List<LadderRule> wanted = read(call.body().getJsonArray(RULES));
    call.unlessChanged(() -> {
      ladders.replace(call.actor(), name, wanted, before.revision());
      return wanted;
    });
    tell(call);
  }

  private void tell(ApiCall call) {
    DomainName name = AskedDomain.of(call);
    Revised<List<KeptRule>> now = ladders.of(call.actor(), name);
    JsonArray rules = new JsonArray();
    now.settings().forEach(kept -> rules.add(LadderDocument.of(kept.rule())));
    Settled.tell(
        call,
        now,
        new JsonObject().put(RULES, rules),
        "now",
        live.find(call.actor().tenant(), name));
  }

  private static List<LadderRule> read(JsonArray rules) {
    List<LadderRule> read = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      try {
        read.add(LadderDocument.read(rules.getJsonObject(i)));
      } catch (IllegalArgumentException unfit) {
        throw new InvalidRequest("/" + RULES + "/" + i, String.valueOf(unfit.getMessage()));
      }
    }
    return read;
  }
}
