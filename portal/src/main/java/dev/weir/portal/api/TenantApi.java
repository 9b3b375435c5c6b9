package dev.weir.portal.api;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.approval.ApprovalKind;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.quota.QuotaUse;
import dev.weir.portal.quota.Quotas;
import dev.weir.portal.settings.Settings;
import dev.weir.portal.settings.TenantSettings;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code /api/v1/tenant} and {@code /api/v1/quotas}. */
public final class TenantApi {

  private final Settings settings;
  private final Quotas quotas;

  /** Tells of and changes these. */
  public TenantApi(Settings settings, Quotas quotas) {
    this.settings = settings;
    this.quotas = quotas;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(HttpMethod.GET, "/api/v1/tenant", Permission.TENANT_READ, this::show),
        RouteEntry.api(HttpMethod.PATCH, "/api/v1/tenant", Permission.TENANT_WRITE, this::change),
        RouteEntry.api(HttpMethod.GET, "/api/v1/quotas", Permission.TENANT_READ, this::quotas));
  }

  private void show(RoutingContext ctx) {
    tell(ApiCall.of(ctx));
  }

  /** What is not named stays as it is: as it was seen, or the change is refused. */
  private void change(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    long seen = call.seenVersion();
    TenantSettings before = settings.read(call.actor());
    TenantSettings.Wish wish =
        new TenantSettings.Wish(
            call.body().getString("name", before.name()),
            rules(call.body()).orElse(before.secondPerson()),
            call.body().getBoolean("twoSteps", before.twoSteps()));
    switch (settings.change(call.actor(), seen, wish)) {
      case Settings.Outcome.Saved _ -> tell(call);
      case Settings.Outcome.Waits(UUID approval) -> call.waits(approval);
      case Settings.Outcome.Alone _ ->
          throw new WeirFault(FaultCode.APPROVER_MISSING, "tenant=" + call.actor().tenant());
      case Settings.Outcome.Conflict(TenantSettings theirs) ->
          throw new WeirFault(
              FaultCode.PRECONDITION_FAILED, "seen=%d now=%d".formatted(seen, theirs.version()));
    }
  }

  /** The document names those that there are. */
  private static Optional<Set<ApprovalKind>> rules(JsonObject body) {
    return Optional.ofNullable(body.getJsonArray("secondPerson"))
        .map(names -> {
          Set<ApprovalKind> rules = EnumSet.noneOf(ApprovalKind.class);
          names.forEach(name -> ApprovalKind.parse(String.valueOf(name)).ifPresent(rules::add));
          return rules;
        });
  }

  private void tell(ApiCall call) {
    TenantSettings now = settings.read(call.actor());
    JsonArray rules = new JsonArray();
    now.secondPerson().stream().map(Enum::name).sorted().forEach(rules::add);
    call.version(now.version())
        .ok(
            new JsonObject()
                .put("id", call.actor().tenant().toString())
                .put("name", now.name())
                .put("secondPerson", rules)
                .put("twoSteps", now.twoSteps())
                .put("version", now.version()));
  }

  private void quotas(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    JsonArray all = new JsonArray();
    quotas.list(call.actor()).forEach(use -> all.add(json(use)));
    call.ok(new JsonObject().put("quotas", all));
  }

  private static JsonObject json(QuotaUse use) {
    JsonObject json =
        new JsonObject()
            .put("kind", use.kind().name())
            .put("unit", use.kind().unit().name().toLowerCase(Locale.ROOT))
            .put("maximum", use.maximum());
    use.counted().ifPresent(used -> json.put("used", used));
    return json;
  }
}
