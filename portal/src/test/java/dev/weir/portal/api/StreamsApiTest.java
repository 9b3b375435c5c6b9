package dev.weir.portal.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.apikey.ApiKey;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.tenant.Quickstart;
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

@Timeout(60)
class StreamsApiTest {

  private static PortalHouse house;
  private static Quickstart demo;
  private static TenantId tenant;
  private static LiveTelling telling;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    demo = house.demo();
    tenant = TenantId.parse(demo.tenant());
    telling = new LiveTelling(house.live());
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void letTimePass() {
    telling.live();
    house.time().advance(Duration.ofHours(1));
  }

  @Test
  void aStreamTellsHowItsLadderIsMade() {
    telling.live(LiveTelling.stream(tenant, "localhost", "demo01", "OBS"));
    telling.ladder(tenant, "localhost", "demo01");
    JsonObject ladder =
        new JsonObject(program(demo.apiKey()).get("/api/v1/streams/live/demo01").body())
            .getJsonObject("ladder");
    telling.noLadder();

    assertThat(ladder.getString("state")).isEqualTo("running");
    assertThat(ladder.getInteger("encodings")).isEqualTo(1);
    assertThat(ladder.getString("lastExit")).isEqualTo("killed");
    assertThat(ladder.getJsonObject("work").getInteger("latenessMs")).isEqualTo(240);
    JsonObject rung = ladder.getJsonArray("renditions").getJsonObject(0);
    assertThat(rung.getString("template")).isEqualTo("lhd");
    assertThat(rung.getString("state")).isEqualTo("quota");
  }

  @Test
  void aKeyListsWhatIsLive() {
    telling.live(LiveTelling.stream(tenant, "localhost", "demo01", "OBS \"31\""));
    telling.viewers(tenant, "localhost", "demo01", 3);

    HttpResponse<String> answer = program(demo.apiKey()).get("/api/v1/streams");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/json; charset=utf-8");
    JsonObject stream = new JsonObject(answer.body()).getJsonArray("streams").getJsonObject(0);
    assertThat(stream.getString("app")).isEqualTo("live");
    assertThat(stream.getString("stream")).isEqualTo("demo01");
    assertThat(stream.getString("state")).isEqualTo("live");
    assertThat(stream.getString("encoder")).isEqualTo("OBS \"31\"");
    assertThat(stream.getLong("bitsPerSecond")).isEqualTo(4_820_000);
    assertThat(stream.getJsonObject("viewers").getInteger("total")).isEqualTo(3);
    assertThat(stream.getJsonObject("viewers").getJsonObject("byProtocol").getInteger("hls"))
        .isEqualTo(3);
    assertThat(stream.getJsonArray("tracks").getJsonObject(0).encode())
        .isEqualTo(
            "{\"kind\":\"video\",\"codec\":\"H.264\",\"codecString\":\"avc1.64002a\",\"width\":1920,\"height\":1080}");
  }

  @Test
  void oneStreamIsAskedForByName() {
    telling.live(LiveTelling.stream(tenant, "localhost", "demo01", "OBS"));
    Browser program = program(demo.apiKey());
    assertThat(program.get("/api/v1/streams/live/demo01").statusCode()).isEqualTo(200);
    assertThat(program.get("/api/v1/streams/live/demo01?domain=localhost").statusCode())
        .isEqualTo(200);
    HttpResponse<String> missing = program.get("/api/v1/streams/live/other");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(new JsonObject(missing.body()).getString("code")).isEqualTo("STREAM_NOT_LIVE");
    assertThat(new JsonObject(missing.body()).getString("requestId"))
        .isEqualTo(missing.headers().firstValue("X-Request-Id").orElseThrow());
    assertThat(program.get("/api/v1/streams/live/a%20b").statusCode()).isEqualTo(400);
  }

  @Test
  void aListComesInPages() {
    telling.live(
        LiveTelling.stream(tenant, "localhost", "c", "OBS"),
        LiveTelling.stream(tenant, "localhost", "a", "OBS"),
        LiveTelling.stream(tenant, "localhost", "b", "OBS"));
    Browser program = program(demo.apiKey());
    JsonObject first = new JsonObject(program.get("/api/v1/streams?limit=2").body());
    assertThat(names(first)).containsExactly("a", "b");
    // Whoever comes meanwhile shifts nothing.
    telling.live(
        LiveTelling.stream(tenant, "localhost", "c", "OBS"),
        LiveTelling.stream(tenant, "localhost", "a0", "OBS"));
    JsonObject second =
        new JsonObject(
            program.get("/api/v1/streams?limit=2&cursor=" + first.getString("next")).body());
    assertThat(names(second)).containsExactly("c");
    assertThat(second.containsKey("next")).isFalse();
    assertThat(program.get("/api/v1/audit?cursor=" + first.getString("next")).statusCode())
        .isIn(400, 403);
  }

  private static List<String> names(JsonObject page) {
    return page.getJsonArray("streams").stream()
        .map(stream -> ((JsonObject) stream).getString("stream"))
        .toList();
  }

  @Test
  void addressesAreSignedForProgramsToo() {
    HttpResponse<String> answer =
        program(demo.apiKey()).get("/api/v1/urls?app=live&stream=demo01&valid=1h");
    JsonObject urls = new JsonObject(answer.body());
    assertThat(urls.getString("validUntil"))
        .isEqualTo(house.time().now().plus(Duration.ofHours(1)).toString());
    assertThat(urls.getJsonObject("push").getString("server"))
        .isEqualTo("rtmp://localhost:1935/live");
    assertThat(urls.getJsonObject("play").getString("hls"))
        .startsWith("http://localhost:8081/live/demo01.m3u8?auth_key=");
    assertThat(program(demo.apiKey()).get("/api/v1/urls?app=no&stream=demo01").statusCode())
        .isEqualTo(404);
  }

  @Test
  void anotherTenantsStreamIsNotThere() {
    TenantId other = house.tenant("b@example.org", "another long password", "b.example.org");
    telling.live(LiveTelling.stream(other, "b.example.org", "secret-show", "OBS"));
    Browser program = program(demo.apiKey());
    assertThat(program.get("/api/v1/streams").body()).isEqualTo("{\"streams\":[]}");
    assertThat(program.get("/api/v1/streams/live/secret-show").statusCode()).isEqualTo(404);
    assertThat(
            program
                .get("/api/v1/urls?app=live&stream=secret-show&domain=b.example.org")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void withoutAValidKeyNothingIsTold() {
    String right = demo.apiKey();
    String wrong = right.substring(0, right.length() - 4) + "AAAA";
    for (String header :
        List.of("Bearer " + wrong, "Bearer nonsense", "Basic " + right, "Bearer ")) {
      HttpResponse<String> refused =
          house.browser().with("Authorization", header).get("/api/v1/streams");
      assertThat(refused.statusCode()).as(header).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate"))
          .contains("Bearer realm=\"weir\"");
      assertThat(refused.body()).contains("\"code\":\"UNAUTHENTICATED\"");
    }
    assertThat(house.browser().get("/api/v1/streams").statusCode()).isEqualTo(401);
  }

  @Test
  void aRevokedKeyIsNoKey() {
    ApiKeyStore keys = new ApiKeyStore(house.database(), house.time());
    String key = keys.create(tenant, "short-lived", Set.of(Permission.STREAMS_READ)).text();
    assertThat(program(key).get("/api/v1/streams").statusCode()).isEqualTo(200);
    keys.revoke(tenant, "short-lived");
    assertThat(program(key).get("/api/v1/streams").statusCode()).isEqualTo(401);
  }

  @Test
  void aKeyDoesWhatItsScopesSayAndNoMore() {
    ApiKeyStore keys = new ApiKeyStore(house.database(), house.time());
    String key = keys.create(tenant, "reader", Set.of(Permission.STREAMS_READ)).text();
    assertThat(program(key).get("/api/v1/streams").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = program(key).get("/api/v1/urls?app=live&stream=a");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("\"code\":\"FORBIDDEN\"");
  }

  @Test
  void tooManyRequestsMustWait() {
    Browser program = program(demo.apiKey());
    for (int i = 0; i < ApiGate.BURST; i++) {
      assertThat(program.get("/api/v1/streams").statusCode()).as("request %d", i).isEqualTo(200);
    }
    HttpResponse<String> refused = program.get("/api/v1/streams");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void theDatabaseHoldsNoKeyButItsHash() {
    ApiKey key = ApiKey.read(demo.apiKey()).orElseThrow();
    assertThat(key.secret()).hasSize(43);
    assertThat(key).hasToString("weir_" + key.prefix() + "_…");
    assertThat(house.dump("api_key")).contains(key.prefix()).doesNotContain(key.secret());
  }

  private static Browser program(String key) {
    return house.browser().with("Authorization", "Bearer " + key);
  }
}
