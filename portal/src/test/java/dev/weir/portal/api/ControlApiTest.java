package dev.weir.portal.api;

import static dev.weir.portal.api.Program.json;
import static dev.weir.portal.api.Program.refusal;
import static dev.weir.portal.api.Program.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.check.Door;
import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.event.StreamPublished;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.Publishes;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.health.HealthLog;
import dev.weir.portal.history.HistoryCollector;
import dev.weir.portal.history.HistoryStore;
import dev.weir.portal.history.OutboxNews;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.library.log.RecordingLog;
import dev.weir.runtime.lifecycle.MemoryEvents;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a program does to streams, and what it asks about them. */
@Timeout(60)
class ControlApiTest {

  private static final String STREAM = "/streams/live/demo01";

  private static PortalHouse house;
  private static TenantId tenant;
  private static LiveTelling telling;
  private static Program program;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    tenant = house.tenant("owner@example.org", "a long password", "a.example.org");
    telling = new LiveTelling(house.live());
    program = Program.of(house, tenant);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void oneStreamIsLive() {
    house.boardIsAway(false);
    telling.live(LiveTelling.stream(tenant, "a.example.org", "demo01", "OBS"));
  }

  @Test
  void aStreamIsEndedNow() {
    assertThat(program.post(STREAM + "/end", "").statusCode()).isEqualTo(204);
    assertThat(house.ended())
        .anySatisfy(address -> assertThat(address.path()).isEqualTo("live/demo01"));
    assertThat(refusal(program.post("/streams/live/other/end", "")))
        .isEqualTo("404 STREAM_NOT_LIVE");
    assertThat(refusal(program.post("/streams/no/demo01/end", ""))).isEqualTo("404 NOT_FOUND");
    house.boardIsAway(true);
    assertThat(refusal(program.post(STREAM + "/end", ""))).isEqualTo("503 LIVE_STATE_UNAVAILABLE");
  }

  @Test
  void aStreamIsBlockedUntilATimeAndResumed() {
    String until = house.time().now().plus(Duration.ofDays(2)).toString();
    HttpResponse<String> blocked =
        program.put(
            STREAM + "/block", "{\"until\":\"%s\",\"note\":\"wrong feed\"}".formatted(until));
    assertThat(blocked.statusCode()).isEqualTo(200);
    assertThat(json(blocked).getString("stream")).isEqualTo("ended");
    JsonObject standing = json(program.get(STREAM + "/block"));
    assertThat(standing.getString("until")).isEqualTo(until);
    assertThat(standing.getString("note")).isEqualTo("wrong feed");
    assertThat(standing.getString("by")).isEqualTo("program");
    assertThat(json(program.get("/blocks")).getJsonArray("blocks")).hasSize(1);
    assertThat(
            house.policies().find(new DomainName("a.example.org")).orElseThrow().blocks().until())
        .hasSize(1);

    assertThat(program.delete(STREAM + "/block").statusCode()).isEqualTo(204);
    assertThat(program.delete(STREAM + "/block").statusCode()).isEqualTo(204);
    assertThat(refusal(program.get(STREAM + "/block"))).isEqualTo("404 NOT_FOUND");
  }

  @Test
  void aBlockLastsForALengthOfTimeOrForEverAndNeverEndsInThePast() {
    HttpResponse<String> short1 = program.put(STREAM + "/block", "{\"forSeconds\":60}");
    assertThat(json(short1).getJsonObject("block").getString("until"))
        .isEqualTo(house.time().now().plusSeconds(60).toString());
    assertThat(json(program.put(STREAM + "/block", "{}")).getJsonObject("block").fieldNames())
        .doesNotContain("until");
    for (String wrong :
        List.of(
            "{\"until\":\"2020-01-01T00:00:00Z\"}",
            "{\"until\":\"2099-01-01T00:00:00Z\"}",
            "{\"until\":\"soon\"}",
            "{\"until\":\"2027-01-01T00:00:00Z\",\"forSeconds\":1}")) {
      assertThat(refusal(program.put(STREAM + "/block", wrong)))
          .as(wrong)
          .isEqualTo("400 REQUEST_INVALID");
    }
    program.delete(STREAM + "/block");
  }

  @Test
  void whereSeveralDomainsHaveTheAppTheDomainIsNamed() {
    TenantId two = house.tenant("two@example.org", "a long password", "b.example.org");
    house.domain(two, "c.example.org");
    Program other = Program.of(house, two);
    HttpResponse<String> refused = other.put(STREAM + "/block", "{}");
    assertThat(refusal(refused)).isEqualTo("400 REQUEST_INVALID");
    assertThat(refused.body()).contains("/query/domain");
    assertThat(other.put(STREAM + "/block?domain=c.example.org", "{}").statusCode()).isEqualTo(200);
    assertThat(refusal(other.put(STREAM + "/block?domain=a.example.org", "{}")))
        .isEqualTo("404 NOT_FOUND");
  }

  @Test
  void labelsAreReplacedAndNarrowTheListAndARepeatedRequestUndoesNothing() {
    String body = "{\"labels\":{\"event\":\"final\",\"team\":\"blue\"}}";
    HttpResponse<String> set = program.put(STREAM + "/labels", body, "Idempotency-Key", "labels-1");
    assertThat(set.statusCode()).isEqualTo(200);
    assertThat(program.get(STREAM + "/labels").body()).isEqualTo(set.body());
    assertThat(streams("?label=event%3Dfinal")).hasSize(1);
    assertThat(streams("?label=event%3Dother")).isEmpty();
    assertThat(streams("?name=EMO0").getJsonObject(0).getJsonObject("labels").encode())
        .isEqualTo("{\"event\":\"final\",\"team\":\"blue\"}");
    assertThat(streams("?name=nothing")).isEmpty();

    program.put(STREAM + "/labels", "{\"labels\":{}}");
    assertThat(program.put(STREAM + "/labels", body, "Idempotency-Key", "labels-1").body())
        .isEqualTo(set.body());
    assertThat(program.get(STREAM + "/labels").body()).isEqualTo("{\"labels\":{}}");
    assertThat(refusal(program.put(STREAM + "/labels", "{\"labels\":{\"Not a key\":\"x\"}}")))
        .isEqualTo("400 REQUEST_INVALID");
  }

  @Test
  void whoHoldsTheListAlreadyIsToldSo() {
    HttpResponse<String> first = program.get("/streams");
    HttpResponse<String> same = program.get("/streams", "If-None-Match", "\"x\", " + tag(first));
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(tag(same)).isEqualTo(tag(first));
    telling.viewers(tenant, "a.example.org", "demo01", 7);
    HttpResponse<String> other = program.get("/streams", "If-None-Match", tag(first));
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(tag(other)).isNotEqualTo(tag(first));
    telling.viewers(tenant, "a.example.org", "demo01", 0);
  }

  @Test
  void theHistoryIsSearchedPageByPageAndSaysWhyAPublishEnded() {
    TenantId own = house.tenant("past@example.org", "a long password", "past.example.org");
    StreamPublished finished = Publishes.begin(own, "past.example.org", "match", PortalHouse.START);
    StreamPublished lost =
        Publishes.begin(own, "past.example.org", "match", PortalHouse.START.plusSeconds(600));
    MemoryEvents events = new MemoryEvents();
    events.tell(Publishes.end(finished, Duration.ofMinutes(5), PublishEnd.FINISHED));
    events.tell(Publishes.end(lost, Duration.ofMinutes(1), PublishEnd.CONNECTION_LOST));
    new HistoryCollector(
            events,
            new HistoryStore(house.database(), new Outbox(house.time())),
            new RecordingLog(house.database(), new Outbox(house.time())),
            new OutboxNews(house.database(), new Outbox(house.time())),
            new HealthLog(house.database(), new Outbox(house.time())),
            house.time())
        .collect();
    Program past = Program.of(house, own);

    JsonObject first = json(past.get("/history?limit=1"));
    JsonObject publish = first.getJsonArray("publishes").getJsonObject(0);
    assertThat(publish.getString("id")).isEqualTo(lost.id().toString());
    assertThat(publish.getJsonObject("end").getString("reason")).isEqualTo("CONNECTION_LOST");
    assertThat(publish.getJsonObject("end").getJsonArray("tracks")).hasSize(2);
    JsonObject second = json(past.get("/history?limit=1&cursor=" + first.getString("next")));
    assertThat(second.getJsonArray("publishes").getJsonObject(0).getString("id"))
        .isEqualTo(finished.id().toString());
    assertThat(second.containsKey("next")).isFalse();
    assertThat(
            json(past.get("/history?reason=FINISHED&name=ma&app=live")).getJsonArray("publishes"))
        .hasSize(1);
    assertThat(json(past.get("/history?to=2020-01-01")).getJsonArray("publishes")).isEmpty();
    assertThat(json(program.get("/history?domain=past.example.org")).getJsonArray("publishes"))
        .isEmpty();
    assertThat(refusal(past.get("/history?from=2026-02-31"))).isEqualTo("400 REQUEST_INVALID");
  }

  @Test
  void addressesAreSignedForAnyLengthOfTimeUpToTenYears() {
    String urls = "/urls?app=live&stream=demo01&valid=";
    assertThat(json(program.get(urls + "90m&tls=true")).getString("validUntil"))
        .isEqualTo(house.time().now().plus(Duration.ofMinutes(90)).toString());
    assertThat(json(program.get(urls + "10y&tls=true")).getJsonObject("play").getString("hls"))
        .startsWith("https://a.example.org:8443/live/demo01.m3u8?auth_key=");
    for (String wrong : List.of("11y", "0d", "1w", "999999999d")) {
      assertThat(refusal(program.get(urls + wrong))).as(wrong).isEqualTo("400 REQUEST_INVALID");
    }
  }

  @Test
  void whoWasRefusedIsCountedAndExplained() {
    String forged = "auth_key=1-0-0-" + "0".repeat(32);
    DomainName domain = new DomainName("a.example.org");
    for (String id : List.of("00000000000000aa", "00000000000000ab")) {
      house
          .refusals()
          .tell(
              new RefusedVisit(
                  id,
                  house.time().now(),
                  tenant,
                  domain,
                  Door.PLAY,
                  new RefusedVisit.Asked("live", "demo01", "HLS", "/live/demo01.m3u8", forged),
                  new RefusedVisit.From("192.0.2.7", "", "VLC/3.0"),
                  FaultCode.SIGNATURE_WRONG,
                  "stream=live/demo01"));
    }

    JsonObject told = json(program.get("/refusals?domain=a.example.org&limit=1"));
    assertThat(told.getJsonArray("refusals").getJsonObject(0).getString("requestId"))
        .isEqualTo("00000000000000ab");
    assertThat(told.getJsonArray("causes").getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("domain", "a.example.org")
                .put("door", "play")
                .put("code", "SIGNATURE_WRONG")
                .put("count", 2));
    JsonObject elsewhere = json(program.get("/refusals?domain=b.example.org"));
    assertThat(elsewhere.getJsonArray("refusals")).isEmpty();
    assertThat(elsewhere.getJsonArray("causes")).isEmpty();
    String question = "{\"of\":\"00000000000000aa\"}";
    JsonObject why = json(program.post("/explanations", question));
    assertThat(why.getString("code")).isEqualTo("SIGNATURE_WRONG");
    assertThat(why.getJsonObject("signature").getString("stringToSign")).endsWith("-1-0-0-{key}");
    Program reader = Program.of(house, tenant, Set.of(Permission.STREAMS_READ));
    assertThat(json(reader.post("/explanations", question)).containsKey("signature")).isFalse();
  }

  @Test
  void whoMayLookMayNotTouch() {
    Program reader = Program.of(house, tenant, Set.of(Permission.STREAMS_READ));
    assertThat(reader.get("/history").statusCode()).isEqualTo(200);
    assertThat(refusal(reader.post(STREAM + "/end", ""))).isEqualTo("403 FORBIDDEN");
    assertThat(refusal(reader.put(STREAM + "/labels", "{\"labels\":{}}")))
        .isEqualTo("403 FORBIDDEN");
    assertThat(refusal(reader.delete(STREAM + "/block"))).isEqualTo("403 FORBIDDEN");
  }

  private static JsonArray streams(String query) {
    return json(program.get("/streams" + query)).getJsonArray("streams");
  }
}
