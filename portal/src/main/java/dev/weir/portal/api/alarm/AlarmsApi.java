package dev.weir.portal.api.alarm;

import dev.weir.portal.alarm.Alarms;
import dev.weir.portal.alarm.log.Alarm;
import dev.weir.portal.alarm.log.Silence;
import dev.weir.portal.alarm.rule.RuleId;
import dev.weir.portal.alarm.state.Course;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.frame.Cursor;
import dev.weir.portal.callback.event.Subject;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /api/v1/alarms} and {@code /api/v1/alarm-silences}. */
public final class AlarmsApi {

  private static final String LIST = "/api/v1/alarms";
  private static final String ONE = LIST + "/:alarm";
  private static final String SILENCES = "/api/v1/alarm-silences";

  private final Alarms alarms;

  /** Tells of and changes these. */
  public AlarmsApi(Alarms alarms) {
    this.alarms = alarms;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission read = Permission.ALARMS_READ;
    Permission write = Permission.ALARMS_WRITE;
    return List.of(
        RouteEntry.api(HttpMethod.GET, LIST, read, this::list),
        RouteEntry.api(HttpMethod.GET, ONE, read, this::show),
        RouteEntry.api(HttpMethod.POST, ONE + "/acknowledgement", write, this::acknowledge),
        RouteEntry.api(HttpMethod.GET, SILENCES, read, this::silences),
        RouteEntry.api(HttpMethod.POST, SILENCES, write, this::silence),
        RouteEntry.api(HttpMethod.DELETE, SILENCES + "/:silence", write, this::endSilence));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Set<Course.Phase> phases =
        call.find("state")
            .map(state -> EnumSet.of(Course.Phase.valueOf(state)))
            .orElseGet(() -> EnumSet.of(Course.Phase.RAISED, Course.Phase.RESOLVED));
    long below = call.cursor().map(Cursor::number).orElse(Long.MAX_VALUE);
    List<Alarm> found = alarms.list(call.actor(), phases, below, call.limit());
    call.page("alarms", found, one -> Cursor.after(Long.toString(one.position())), AlarmJson::of);
  }

  private void show(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    call.ok(AlarmJson.of(alarms.find(call.actor(), RuleId.uuid(call.text("alarm")))));
  }

  private void acknowledge(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    call.ok(AlarmJson.of(alarms.acknowledge(call.actor(), RuleId.uuid(call.text("alarm")))));
  }

  private void silences(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    String after = call.cursor().map(cursor -> cursor.parts(1).getFirst()).orElse("");
    List<Silence> found =
        alarms.silences(call.actor()).stream()
            .sorted((one, other) -> key(one).compareTo(key(other)))
            .filter(one -> key(one).compareTo(after) > 0)
            .limit(call.limit() + 1L)
            .toList();
    call.page("silences", found, one -> Cursor.after(key(one)), AlarmJson::of);
  }

  private static String key(Silence silence) {
    return silence.id().toString();
  }

  private void silence(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    JsonObject body = call.body();
    boolean everything =
        !body.containsKey("domain") && !body.containsKey("app") && !body.containsKey("stream");
    Optional<Subject> about = everything ? Optional.empty() : Optional.of(AlarmJson.subject(body));
    Silence made =
        AlarmJson.settled(() ->
            alarms.silence(
                call.actor(),
                RuleId.read(body.getString("rule")),
                about,
                AlarmJson.until(body),
                body.getString("reason", "").strip()));
    call.created(AlarmJson.of(made));
  }

  private void endSilence(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    alarms.endSilence(call.actor(), RuleId.uuid(call.text("silence")));
    call.done();
  }
}
