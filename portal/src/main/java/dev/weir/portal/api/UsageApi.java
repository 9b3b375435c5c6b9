package dev.weir.portal.api;

import dev.weir.contract.metering.Meter;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.usage.LabelUsage;
import dev.weir.portal.usage.Usage;
import dev.weir.portal.usage.UsageCut;
import dev.weir.portal.usage.UsageExport;
import dev.weir.portal.usage.UsageLine;
import dev.weir.portal.usage.UsagePages;
import dev.weir.portal.usage.UsageQuery;
import dev.weir.portal.usage.UsageStep;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.List;

/** {@code /api/v1/usage}: what the tenant has used, as an answer and as a file. */
public final class UsageApi {

  private static final String PATH = "/api/v1/usage";

  private final Usage usage;

  /** Tells of this. */
  public UsageApi(Usage usage) {
    this.usage = usage;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(HttpMethod.GET, PATH, Permission.USAGE_READ, this::list),
        RouteEntry.api(HttpMethod.GET, PATH + "/labels", Permission.USAGE_READ, this::labels),
        RouteEntry.api(HttpMethod.GET, PATH + ".csv", Permission.USAGE_READ, this::export));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    UsageCut cut = call.find("by").flatMap(UsageCut::parse).orElse(UsageCut.NOTHING);
    UsageQuery query = query(call, cut);
    List<UsageLine> found = usage.ask(call.actor(), query, Usage.MAX_LINES + 1);
    JsonArray lines = new JsonArray();
    found.stream().limit(Usage.MAX_LINES).forEach(line -> lines.add(UsageExport.json(query, line)));
    call.ok(new JsonObject().put("lines", lines).put("more", found.size() > Usage.MAX_LINES));
  }

  private void labels(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    UsageQuery query = query(call, UsageCut.STREAM, UsageStep.WHOLE);
    LabelUsage found = usage.byLabel(call.actor(), query, call.find("label").orElse(""));
    JsonArray sums = new JsonArray();
    for (LabelUsage.Sum sum : found.sums()) {
      JsonObject one = new JsonObject();
      if (!sum.value().isEmpty()) {
        one.put("value", sum.value());
      }
      sums.add(one.put("quantity", sum.quantity()));
    }
    call.ok(
        new JsonObject()
            .put("keys", new JsonArray(found.keys()))
            .put("label", found.key())
            .put("meter", query.meter().name())
            .put("unit", UsageExport.unit(query))
            .put("values", sums));
  }

  private void export(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    UsagePages.send(ctx.response(), usage, call.actor(), query(call, UsageCut.EVERYTHING));
  }

  private static UsageQuery query(ApiCall call, UsageCut cut) {
    return query(call, cut, call.find("step").flatMap(UsageStep::parse).orElse(UsageStep.DAY));
  }

  private static UsageQuery query(ApiCall call, UsageCut cut, UsageStep step) {
    LocalDate from = call.day("from").orElseThrow();
    LocalDate to = call.day("to").orElse(from);
    UsageQuery.Of of =
        new UsageQuery.Of(
            call.find("domain").orElse(""),
            call.find("app").orElse(""),
            call.find("stream").orElse(""));
    try {
      return new UsageQuery(Meter.valueOf(call.text("meter")), from, to, step, cut, of);
    } catch (IllegalArgumentException no) {
      throw new InvalidRequest("/query/to", "does not fit: " + no.getMessage());
    }
  }
}
