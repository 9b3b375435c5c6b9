package dev.weir.portal.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Rules are made by a form and by a program; what is raised is seen, taken in hand and silenced.
 */
@Timeout(60)
class AlarmPagesTest {

  private static final Pattern RULE = Pattern.compile("/alarms/rules/[0-9a-f-]{36}");

  private static PortalHouse house;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static void raise(TenantId tenant, String id, String stream) {
    house.sql(
        """
        INSERT INTO alarm (tenant_id, id, rule_id, rule_name, kind, domain, app, stream, state,
          since, known_at, raised_at, measured, bound, told_at)
        SELECT tenant_id, '%2$s', id, name, kind, 'one.example.org', 'live', '%3$s', 'RAISED',
          now(), '2036-01-01', now(), 40000, 100000, now()
        FROM alarm_rule WHERE tenant_id = '%1$s' AND kind = 'bitrate-low'
        """
            .formatted(tenant, id, stream));
  }

  private static String found(HttpResponse<String> answer) {
    String where = answer.headers().firstValue("Location").orElse(answer.body());
    Matcher found = RULE.matcher(where);
    assertThat(found.find()).as(where).isTrue();
    return found.group();
  }

  @Test
  void aRuleIsMadeChangedSilencedAndDeleted() {
    TenantId tenant = house.tenantWithoutPassword("rules@example.org", "rules.example.org");
    Browser owner = house.signedIn(tenant, Role.OWNER);
    assertThat(owner.get("/alarms").body()).contains("Nothing is raised", "5 rules are on");
    assertThat(owner.get("/alarms/rules").body())
        .contains("A stream broke off", "Hardly anything arrives", "Below 100 kbit/s for 30 s");
    assertThat(owner.get("/alarms/new-rule").body()).contains("Many viewers");
    assertThat(owner.get("/alarms/new-rule?kind=viewers-high").body())
        .contains("With a pattern of streams, of each of them");
    Map<String, String> fields = new HashMap<>();
    fields.put("kind", "viewers-high");
    fields.put("name", "Final");
    fields.put("domain", "");
    fields.put("app", "live");
    fields.put("stream", "final-*");
    fields.put("bound-viewers-high", "0");
    fields.put("clear", "");
    fields.put("hold", "10");
    fields.put("calm", "60");
    fields.put("mailTo", "owners");
    assertThat(owner.post("/alarms/new-rule", fields).body())
        .contains("A whole number from 1 to 1,000,000,000.");
    fields.put("bound-viewers-high", "5000");
    fields.put("clear", "6000");
    assertThat(owner.post("/alarms/new-rule", fields).body())
        .contains("It has to be on the right side of the bound.");
    fields.put("clear", "");
    fields.put("hold", "100000");
    assertThat(owner.post("/alarms/new-rule", fields).body()).contains("Up to a day");
    fields.put("hold", "10");
    String page = found(owner.post("/alarms/new-rule", fields));
    assertThat(owner.get(page).body()).contains("value=\"5000\"", "value=\"4500\"");
    assertThat(owner.get("/alarms/rules").body()).contains("5,000 or more for 10 s", "final-*");

    fields.remove("kind");
    fields.put("on", "on");
    fields.put("version", "1");
    fields.put("name", "Final match");
    assertThat(owner.post(page, fields).statusCode()).isEqualTo(303);
    fields.put("name", "Another");
    assertThat(owner.post(page, fields).statusCode()).isEqualTo(409);
    assertThat(
            owner
                .post(page + "/silence", Map.of("hours", "24", "reason", "rehearsal"))
                .statusCode())
        .isEqualTo(303);
    String now = owner.get("/alarms").body();
    assertThat(now).contains("rehearsal", "Final match");
    Matcher silence = Pattern.compile("/alarms/silences/[0-9a-f-]{36}/end").matcher(now);
    assertThat(silence.find()).isTrue();
    assertThat(owner.post(silence.group(), Map.of()).statusCode()).isEqualTo(303);
    assertThat(owner.post(page + "/delete", Map.of("name", "Final")).statusCode()).isEqualTo(422);
    assertThat(owner.post(page + "/delete", Map.of("name", "Final match")).statusCode())
        .isEqualTo(303);
    assertThat(owner.get(page).statusCode()).isEqualTo(404);
    assertThat(house.dump("audit_entry"))
        .contains("ALARM_RULE_CREATED", "ALARM_RULE_CHANGED", "ALARM_SILENCED")
        .contains("ALARM_SILENCE_ENDED", "ALARM_RULE_DELETED");
  }

  @Test
  void whatIsRaisedIsSeenEverywhereAndTakenInHand() {
    TenantId tenant = house.tenantWithoutPassword("seen@example.org", "seen.example.org");
    String id = "0a0b0c0d-0000-4000-8000-000000000001";
    raise(tenant, id, "cup");
    Browser operator = house.signedIn(tenant, Role.OPERATOR);
    assertThat(operator.get("/streams").body()).contains("1 is raised");
    assertThat(operator.get("/alarms").body())
        .contains("one.example.org/live/cup sends 40 kbit/s; less than 100 kbit/s is too little.");
    assertThat(operator.get("/alarms/found/" + id).body()).contains("Take in hand");
    assertThat(operator.get("/runbooks/bitrate-low").body()).contains("How to look", "The line");
    assertThat(operator.get("/runbooks/nothing-like-it").statusCode()).isEqualTo(404);
    assertThat(operator.post("/alarms/found/" + id + "/acknowledge", Map.of()).statusCode())
        .isEqualTo(303);
    assertThat(operator.get("/alarms").body()).contains("In hand");
    assertThat(
            operator
                .post("/alarms/found/" + id + "/silence", Map.of("hours", "1", "reason", ""))
                .statusCode())
        .isEqualTo(303);
    assertThat(operator.get("/alarms").body()).contains("Nobody is told");
    Browser viewer = house.signedIn(tenant, Role.VIEWER);
    assertThat(viewer.get("/alarms/found/" + id).body()).doesNotContain("Take in hand</button>");
    Browser billing = house.signedIn(tenant, Role.BILLING);
    assertThat(billing.get("/alarms").statusCode()).isEqualTo(403);
    assertThat(billing.get("/usage").body()).doesNotContain("1 is raised");
  }

  @Test
  void whileNobodyKnowsWhatIsLiveThePageSaysSo() {
    TenantId tenant = house.tenantWithoutPassword("away@example.org", "away.example.org");
    house.boardIsAway(true);
    try {
      assertThat(house.signedIn(tenant, Role.VIEWER).get("/alarms").body())
          .contains("Nobody can say right now what is live.");
    } finally {
      house.boardIsAway(false);
    }
  }

  private static HttpResponse<String> send(
      Browser program, String method, String path, JsonObject body) {
    return program.send(
        HttpRequest.newBuilder(program.uri(path))
            .header("Content-Type", "application/json")
            .header("If-Match", "\"1\"")
            .method(method, HttpRequest.BodyPublishers.ofString(body.encode())));
  }

  @Test
  void aProgramDoesTheSame() {
    TenantId tenant = house.tenantWithoutPassword("program@example.org", "program.example.org");
    String id = "0a0b0c0d-0000-4000-8000-000000000002";
    raise(tenant, id, "cup");
    String key =
        new ApiKeyStore(house.database(), house.time())
            .create(tenant, "program", EnumSet.of(Permission.ALARMS_READ, Permission.ALARMS_WRITE))
            .text();
    Browser program = house.browser().with("Authorization", "Bearer " + key);
    JsonObject wanted =
        new JsonObject()
            .put("name", "Low")
            .put("kind", "bitrate-low")
            .put("bound", 1_500_500)
            .put("mailTo", new JsonArray().add("owners"));
    HttpResponse<String> refused = send(program, "POST", "/api/v1/alarm-rules", wanted);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("/bound");
    wanted.put("bound", 1_500_000);
    HttpResponse<String> made = send(program, "POST", "/api/v1/alarm-rules", wanted);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonObject rule = new JsonObject(made.body());
    assertThat(rule.getLong("clear")).isEqualTo(1_650_000);
    String at = "/api/v1/alarm-rules/" + rule.getString("id");
    HttpResponse<String> off = send(program, "PUT", at, wanted.put("on", false));
    assertThat(off.statusCode()).as(off.body()).isEqualTo(200);
    assertThat(new JsonObject(off.body()).getBoolean("on")).isFalse();

    JsonObject raised =
        new JsonObject(program.get("/api/v1/alarms?state=RAISED").body())
            .getJsonArray("alarms")
            .getJsonObject(0);
    assertThat(raised.getString("id")).isEqualTo(id);
    HttpResponse<String> taken =
        send(program, "POST", "/api/v1/alarms/" + id + "/acknowledgement", new JsonObject());
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    assertThat(new JsonObject(taken.body()).getString("acknowledgedBy")).isEqualTo("program");
    HttpResponse<String> silence =
        send(
            program,
            "POST",
            "/api/v1/alarm-silences",
            new JsonObject()
                .put("rule", raised.getString("rule"))
                .put("stream", "cup")
                .put("until", PortalHouse.START.plusSeconds(3_600).toString()));
    assertThat(silence.statusCode()).as(silence.body()).isEqualTo(201);
    assertThat(program.get("/api/v1/alarm-silences").body()).contains("\"stream\":\"cup\"");
    String end = "/api/v1/alarm-silences/" + new JsonObject(silence.body()).getString("id");
    assertThat(send(program, "DELETE", end, new JsonObject()).statusCode()).isEqualTo(204);
    assertThat(send(program, "DELETE", at, new JsonObject()).statusCode()).isEqualTo(204);
    String builtIn = "/api/v1/alarm-rules/" + raised.getString("rule");
    HttpResponse<String> kept = send(program, "DELETE", builtIn, new JsonObject());
    assertThat(kept.statusCode()).isEqualTo(409);
    assertThat(kept.body()).contains("ALARM_RULE_BUILT_IN");
  }
}
