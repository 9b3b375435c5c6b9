package dev.weir.portal.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.identity.Permission;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens, and what all operations have in common, over HTTP. */
@Timeout(60)
class TokensApiTest {

  private static PortalHouse house;
  private static TenantId tenant;
  private static ApiKeyStore keys;

  private String key = "";

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    tenant = house.tenant("owner@example.org", "a long password", "a.example.org");
    keys = new ApiKeyStore(house.database(), house.time());
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void makeAKey() {
    house.time().advance(Duration.ofHours(1));
    keys.revoke(tenant, "program");
    key =
        keys.create(tenant, "program", Set.of(Permission.STREAMS_READ, Permission.DOMAINS_READ))
            .text();
  }

  @Test
  void aTokenDoesWhatItWasMadeForAndNoMore() {
    String token = token("{\"scopes\":[\"streams:read\"]}");
    assertThat(get(token, "/api/v1/streams").statusCode()).isEqualTo(200);
    assertThat(get(token, "/api/v1/domains").statusCode()).isEqualTo(403);
    JsonObject me = new JsonObject(get(token, "/api/v1/me").body());
    assertThat(me.getJsonArray("scopes").encode()).isEqualTo("[\"streams:read\"]");
    assertThat(me.getJsonObject("key").getString("name")).isEqualTo("program");
  }

  @Test
  void aTokenHasNoScopeThatItsKeyLacks() {
    assertThat(post(key, "{\"scopes\":[\"tenant:delete\"]}").statusCode()).isEqualTo(403);
  }

  @Test
  void aTokenMakesNoTokens() {
    assertThat(post(token("{}"), "{}").statusCode()).isEqualTo(403);
  }

  @Test
  void aTokenEndsWithItsTime() {
    String token = token("{\"validSeconds\":60}");
    house.time().advance(Duration.ofSeconds(59));
    assertThat(get(token, "/api/v1/streams").statusCode()).isEqualTo(200);
    house.time().advance(Duration.ofSeconds(1));
    assertThat(get(token, "/api/v1/streams").statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenEndsWithItsKeyWithinThirtySeconds() {
    String token = token("{}");
    assertThat(get(token, "/api/v1/streams").statusCode()).isEqualTo(200);
    keys.revoke(tenant, "program");
    house.time().advance(Duration.ofSeconds(30));
    assertThat(get(token, "/api/v1/streams").statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenOutlivesMidnightButNoForgery() {
    long toMidnight = 86_400 - house.time().now().getEpochSecond() % 86_400;
    house.time().advance(Duration.ofSeconds(toMidnight - 10));
    String token = token("{}");
    house.time().advance(Duration.ofSeconds(20));
    assertThat(get(token, "/api/v1/streams").statusCode()).isEqualTo(200);
    String[] parts = token.split("\\.", -1);
    String claims =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace("domains:read", "tenant:delete");
    String forged = parts[0] + "." + encode(claims) + "." + parts[2];
    String unsigned = encode("{\"alg\":\"none\"}") + "." + parts[1] + ".";
    for (String wrong : List.of(forged, unsigned, token + "A", "a.b.c", "..", token.repeat(8))) {
      assertThat(get(wrong, "/api/v1/streams").statusCode()).as(wrong).isEqualTo(401);
    }
  }

  @Test
  void aRequestThatIsSentAgainGetsTheFirstAnswer() {
    HttpResponse<String> first = post(key, "{\"validSeconds\":61}", "order-1");
    HttpResponse<String> again = post(key, "{\"validSeconds\":61}", "order-1");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(house.dump("api_request"))
        .contains("order-1")
        .doesNotContain(new JsonObject(first.body()).getString("token"));
  }

  @Test
  void anotherRequestUnderTheSameNameIsRefused() {
    assertThat(post(key, "{\"validSeconds\":61}", "order-2").statusCode()).isEqualTo(201);
    HttpResponse<String> other = post(key, "{\"validSeconds\":62}", "order-2");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void aRefusedRequestMayBeSentAgain() {
    String refused = "{\"scopes\":[\"tenant:delete\"]}";
    assertThat(post(key, refused, "order-3").statusCode()).isEqualTo(403);
    assertThat(post(key, "{}", "order-3").statusCode()).isEqualTo(201);
  }

  @Test
  void anAnswerIsForgottenAfterADay() {
    String first = post(key, "{}", "order-4").body();
    house.time().advance(Duration.ofHours(24).plusSeconds(1));
    assertThat(post(key, "{}", "order-4").body()).isNotEqualTo(first);
  }

  @Test
  void ofManyAtOnceOneIsAnsweredAndTheOthersAreToldToWaitOrGetTheSame() throws Exception {
    try (ExecutorService programs = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<HttpResponse<String>> one = () -> post(key, "{}", "order-5");
      List<Future<HttpResponse<String>>> answers =
          programs.invokeAll(List.of(one, one, one, one, one, one));
      Set<String> made = new HashSet<>();
      for (Future<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().statusCode()).isIn(201, 409);
        if (answer.get().statusCode() == 201) {
          made.add(answer.get().body());
        }
      }
      assertThat(made).hasSize(1);
    }
  }

  @Test
  void everyFaultOfARequestIsToldAtOnce() {
    HttpResponse<String> refused = post(key, "{\"validSeconds\":5,\"scopes\":[\"x\"],\"y\":1}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonObject problem = new JsonObject(refused.body());
    assertThat(problem.getString("type")).isEqualTo("urn:weir:fault:REQUEST_INVALID");
    assertThat(
            problem.getJsonArray("errors").stream()
                .map(one -> ((JsonObject) one).getString("pointer")))
        .containsExactlyInAnyOrder("/validSeconds", "/scopes/0", "/y");
    JsonObject query =
        new JsonObject(get(key, "/api/v1/streams?limit=0&colour=red&app=a&app=b").body());
    assertThat(
            query.getJsonArray("errors").stream()
                .map(one -> ((JsonObject) one).getString("pointer")))
        .containsExactlyInAnyOrder("/query/limit", "/query/colour", "/query/app");
  }

  @Test
  void nobodyOverwritesWhatTheyHaveNotSeen() {
    String owner = keys.create(tenant, "program", EnumSet.allOf(Permission.class)).text();
    HttpResponse<String> seen = get(owner, "/api/v1/tenant");
    String tag = seen.headers().firstValue("ETag").orElseThrow();
    assertThat(rename(owner, "First", tag).statusCode()).isEqualTo(200);
    HttpResponse<String> late = rename(owner, "Second", tag);
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(rename(owner, "Second").statusCode()).isEqualTo(428);
    HttpResponse<String> now = get(owner, "/api/v1/tenant");
    assertThat(new JsonObject(now.body()).getString("name")).isEqualTo("First");
    assertThat(now.headers().firstValue("ETag")).isPresent().isNotEqualTo(Optional.of(tag));
  }

  private static HttpResponse<String> rename(String bearer, String name, String... tag) {
    Browser program = house.browser().with("Authorization", "Bearer " + bearer);
    if (tag.length > 0) {
      program.with("If-Match", tag[0]);
    }
    return program.send(
        HttpRequest.newBuilder(program.uri("/api/v1/tenant"))
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(new JsonObject().put("name", name).encode())));
  }

  @Test
  void everyAnswerSaysWhatIsLeft() {
    HttpResponse<String> answer = get(key, "/api/v1/me");
    assertThat(answer.headers().firstValue("RateLimit-Policy")).contains("\"tenant\";q=100;w=5");
    assertThat(answer.headers().firstValue("RateLimit")).contains("\"tenant\";r=99;t=1");
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String token(String body) {
    HttpResponse<String> made = post(key, body);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return new JsonObject(made.body()).getString("token");
  }

  private static HttpResponse<String> get(String bearer, String path) {
    return house.browser().with("Authorization", "Bearer " + bearer).get(path);
  }

  private static HttpResponse<String> post(String bearer, String body, String... name) {
    Browser program = house.browser().with("Authorization", "Bearer " + bearer);
    if (name.length > 0) {
      program.with("Idempotency-Key", name[0]);
    }
    return program.send(
        HttpRequest.newBuilder(program.uri("/api/v1/tokens"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }
}
