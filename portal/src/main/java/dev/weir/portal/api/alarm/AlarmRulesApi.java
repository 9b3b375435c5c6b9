package dev.weir.portal.api.alarm;

import dev.weir.portal.alarm.AlarmRules;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.alarm.rule.AlarmSettings;
import dev.weir.portal.alarm.rule.RuleId;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.frame.Cursor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /api/v1/alarm-rules}. */
public final class AlarmRulesApi {

  private static final String LIST = "/api/v1/alarm-rules";
  private static final String ONE = LIST + "/:rule";

  private final AlarmRules rules;

  /** Tells of and changes these. */
  public AlarmRulesApi(AlarmRules rules) {
    this.rules = rules;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission read = Permission.ALARMS_READ;
    Permission write = Permission.ALARMS_WRITE;
    return List.of(
        RouteEntry.api(HttpMethod.GET, LIST, read, this::list),
        RouteEntry.api(HttpMethod.POST, LIST, write, this::make),
        RouteEntry.api(HttpMethod.GET, ONE, read, this::show),
        RouteEntry.api(HttpMethod.PUT, ONE, write, this::change),
        RouteEntry.api(HttpMethod.DELETE, ONE, write, this::delete));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    String after = call.cursor().map(cursor -> cursor.parts(1).getFirst()).orElse("");
    List<AlarmRule> found =
        rules.list(call.actor()).stream()
            .sorted((one, other) -> key(one).compareTo(key(other)))
            .filter(one -> key(one).compareTo(after) > 0)
            .limit(call.limit() + 1L)
            .toList();
    call.page("rules", found, one -> Cursor.after(key(one)), AlarmJson::of);
  }

  private static String key(AlarmRule rule) {
    return rule.id().toString();
  }

  private void make(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    AlarmSettings settings = AlarmJson.settings(call.body());
    call.created(AlarmJson.of(AlarmJson.settled(() -> rules.create(call.actor(), settings))));
  }

  private void show(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    tell(call, rules.find(call.actor(), asked(call)));
  }

  private void change(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    AlarmSettings settings = AlarmJson.settings(call.body());
    long seen = call.seenVersion();
    RuleId id = asked(call);
    tell(
        call,
        call.unlessChanged(
            () -> AlarmJson.settled(() -> rules.save(call.actor(), id, settings, seen))));
  }

  private void delete(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    rules.delete(call.actor(), asked(call));
    call.done();
  }

  private static void tell(ApiCall call, AlarmRule rule) {
    call.version(rule.revision()).ok(AlarmJson.of(rule));
  }

  private static RuleId asked(ApiCall call) {
    return RuleId.read(call.text("rule"));
  }
}
