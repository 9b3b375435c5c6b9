package dev.weir.portal.api.domain;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.domain.LiveTouched;
import dev.weir.portal.domain.keeping.KeptRule;
import dev.weir.portal.domain.keeping.RuleKind;
import dev.weir.portal.domain.settings.Revised;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.keeping.KeepingRules;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code /api/v1/domains/{domain}/recordings}, {@code /snapshots} and {@code /time-shift}: all
 * rules of a kind, in their order, as one thing that is told and put.
 */
public final class KeepingApi {

  private static final String RULES = "rules";

  private final KeepingRules rules;
  private final LiveTouched live;

  /** Tells of and changes these. */
  public KeepingApi(KeepingRules rules, LiveTouched live) {
    this.rules = rules;
    this.live = live;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return RuleKind.all().stream().flatMap(this::routes).toList();
  }

  private <R> Stream<RouteEntry> routes(RuleKind<R> kind) {
    String path = AskedDomain.PATH + "/" + kind.name();
    return Stream.of(
        RouteEntry.api(
            HttpMethod.GET, path, Permission.DOMAINS_READ, ctx -> tell(ApiCall.of(ctx), kind)),
        RouteEntry.api(
            HttpMethod.PUT, path, Permission.DOMAINS_WRITE, ctx -> put(ApiCall.of(ctx), kind)));
  }

  private <R> void put(ApiCall call, RuleKind<R> kind) {
    DomainName name = AskedDomain.of(call);
    // What is not there, or not this one's to read, is told before what is wrong with the body.
    Revised<List<KeptRule<R>>> before = rules.of(call.actor(), name, kind);
    call.requireSeen(before.revision());
    List<R> wanted = read(kind, call.body().getJsonArray(RULES));
    call.unlessChanged(() -> {
      try {
        rules.replace(call.actor(), name, kind, wanted, before.revision());
      } catch (WeirFault refused) {
        if (refused.code() == FaultCode.SETTING_INVALID) {
          throw new InvalidRequest("/" + RULES, refused.subject() + ": " + refused.detail());
        }
        throw refused;
      }
      return wanted;
    });
    tell(call, kind);
  }

  private <R> void tell(ApiCall call, RuleKind<R> kind) {
    DomainName name = AskedDomain.of(call);
    Revised<List<KeptRule<R>>> now = rules.of(call.actor(), name, kind);
    JsonArray told = new JsonArray();
    now.settings().forEach(kept -> told.add(kind.write().apply(kept.rule())));
    Settled.tell(
        call,
        now,
        new JsonObject().put(RULES, told),
        kind.equals(RuleKind.SNAPSHOTS) ? "now" : "next_publish",
        live.find(call.actor().tenant(), name));
  }

  private static <R> List<R> read(RuleKind<R> kind, JsonArray rules) {
    List<R> read = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      try {
        read.add(kind.read().apply(rules.getJsonObject(i)));
      } catch (IllegalArgumentException unfit) {
        throw new InvalidRequest("/" + RULES + "/" + i, String.valueOf(unfit.getMessage()));
      }
    }
    return read;
  }
}
