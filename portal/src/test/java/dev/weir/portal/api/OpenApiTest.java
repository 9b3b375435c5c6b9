package dev.weir.portal.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.api.RequestMaker.Made;
import dev.weir.portal.api.contract.ApiDocument;
import dev.weir.portal.api.contract.ApiOperation;
import dev.weir.portal.api.contract.ApiResponse;
import dev.weir.portal.api.contract.ApiSchema;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.domain.DomainsConfig;
import dev.weir.portal.domain.proof.ProofConfig;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Access;
import dev.weir.testkit.dns.DnsUnderTest;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The document against the portal: it is valid, it describes every route of the API and no other,
 * and a client that is made from it, with requests of all kinds, right and wrong, never gets an
 * answer that it does not describe.
 */
@Timeout(120)
class OpenApiTest {

  /** Requests for each operation; {@code -Dweir.api.requests} for a longer walk. */
  private static final int REQUESTS = Integer.getInteger("weir.api.requests", 60);

  /** The same walk each time; {@code -Dweir.api.seed} for another one. */
  private static final long SEED = 20_261_123;

  private static final int SERVER_ERROR = 500;
  private static final int NO_WEB = 9;

  /** Schemas of answers, closed; each is made ready once. */
  private static final Map<ApiSchema, ApiSchema> CLOSED = new HashMap<>();

  private static ApiDocument document;
  private static DnsUnderTest dns;
  private static PortalHouse house;
  private static TenantId tenant;
  private static String key;
  private static Browser program;

  @BeforeAll
  static void open() {
    document = ApiDocument.load();
    dns = DnsUnderTest.open();
    house =
        PortalHouse.open(
            new DomainsConfig(
                Optional.of(new DomainName("base.test")),
                Duration.ofDays(7),
                new ProofConfig(
                    Optional.of(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), dns.port())),
                    true,
                    NO_WEB)));
    tenant = house.tenant("owner@example.org", "a long password", "a.example.org");
    key =
        new ApiKeyStore(house.database(), house.time())
            .create(tenant, "all", EnumSet.allOf(Permission.class))
            .text();
    program = house.browser();
    LiveTelling telling = new LiveTelling(house.live());
    telling.live(
        LiveTelling.stream(tenant, "a.example.org", "demo01", "OBS"),
        LiveTelling.stream(tenant, "a.example.org", "demo02", ""));
    telling.viewers(tenant, "a.example.org", "demo01", 3);
  }

  @AfterAll
  static void close() {
    house.close();
    dns.close();
  }

  @Test
  void theDocumentIsValid() {
    // The checker knows few media types.
    String plain =
        document
            .json()
            .replace("application/problem+json", "application/json")
            .replace("text/csv", "text/plain")
            .replace("video/mp4", "text/plain")
            .replace("video/x-flv", "application/octet-stream");
    OpenAPIContract contract = OpenAPIContract.from(house.vertx(), new JsonObject(plain)).await();
    assertThat(contract.getVersion().name()).isEqualTo("V3_1");
    assertThat(contract.operations()).hasSameSizeAs(document.operations());
  }

  @Test
  void theDocumentDescribesEveryRouteAndNoOther() {
    Set<String> served =
        house.portal().routes().stream()
            .filter(entry ->
                entry.access() instanceof Access.Api || entry.access() instanceof Access.Program)
            .map(entry -> entry.method() + " " + entry.path())
            .collect(Collectors.toSet());
    assertThat(document.operations().stream().map(one -> one.method() + " " + one.route()))
        .containsExactlyInAnyOrderElementsOf(served);
  }

  @Test
  void everyScopeOfTheDocumentIsAPermission() {
    JsonObject scope =
        new JsonObject(document.json())
            .getJsonObject("components")
            .getJsonObject("schemas")
            .getJsonObject("Scope");
    assertThat(scope.getJsonArray("enum").stream())
        .containsExactlyElementsOf(
            Arrays.stream(Permission.values()).map(one -> (Object) one.text()).toList());
  }

  /** Characters; what the portal's pages share, fonts and styles, is about 50 kB more. */
  private static final int MAX_PAGE = 100_000;

  @Test
  void theDocumentIsServedToEverybody() {
    HttpResponse<String> served = house.browser().get("/api/v1/openapi.json");
    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(served.body()).getString("openapi")).isEqualTo("3.1.0");
    HttpResponse<String> page = house.browser().get("/api/docs");
    assertThat(page.statusCode()).isEqualTo(200);
    Map<String, String> chapters = new HashMap<>();
    document
        .operations()
        .forEach(operation -> {
          String place = operation.tag().toLowerCase(Locale.ROOT).replace(' ', '-');
          String chapter = "/api/docs/" + place;
          assertThat(page.body()).contains(operation.path(), chapter + "#" + operation.id());
          assertThat(chapters.computeIfAbsent(chapter, path -> house.browser().get(path).body()))
              .contains("id=\"" + operation.id() + "\"", operation.path())
              .hasSizeLessThan(MAX_PAGE);
        });
    assertThat(house.browser().get("/api/docs/nothing-here").statusCode()).isEqualTo(404);
  }

  @Test
  void aClientMadeFromTheDocumentIsNeverSurprised() {
    long seed = Long.getLong("weir.api.seed", SEED);
    RequestMaker maker =
        new RequestMaker(
            new Random(seed), List.of("a.example.org", "demo01", "live", "push", "push-1"));
    Set<Integer> met = new HashSet<>();
    for (ApiOperation operation : document.operations()) {
      bringBackTheDomain();
      for (int i = 0; i < REQUESTS; i++) {
        Made made = maker.request(operation);
        house.time().advance(Duration.ofSeconds(1));
        HttpResponse<String> answer = send(operation, made);
        String where =
            "-Dweir.api.seed=%d request %d: %s\n%s %s"
                .formatted(seed, i, made, answer.statusCode(), answer.body());
        judge(operation, answer, where);
        if (made.wrong()) {
          assertThat(answer.statusCode()).as(where).isGreaterThanOrEqualTo(400);
        }
        met.add(answer.statusCode());
      }
    }
    // A generator that never gets through proves nothing.
    assertThat(met).contains(200, 201, 204, 400, 404, 409, 412, 422, 428);
  }

  /** Some operations take away what the others are about. */
  private static void bringBackTheDomain() {
    house.sql(
        "UPDATE domain SET state = 'ONLINE', delete_after = NULL WHERE name = 'a.example.org'");
    house.sql(
        "INSERT INTO app (tenant_id, domain_id, name) SELECT tenant_id, id, 'live' FROM domain"
            + " WHERE name = 'a.example.org' ON CONFLICT DO NOTHING");
    house.sql("DELETE FROM domain WHERE name <> 'a.example.org'");
  }

  private static void judge(ApiOperation operation, HttpResponse<String> answer, String where) {
    assertThat(answer.statusCode()).as(where).isLessThan(SERVER_ERROR);
    ApiResponse said = operation.responses().get(answer.statusCode());
    assertThat(said).as("not in the document: " + where).isNotNull();
    String type = answer.headers().firstValue("Content-Type").orElse("");
    assertThat(type.split(";", 2)[0]).as(where).isEqualTo(said.contentType());
    assertThat(answer.headers().firstValue("RateLimit")).as(where).isPresent();
    if (!said.contentType().contains("json")) {
      return;
    }
    said.schema()
        .ifPresent(schema ->
            assertThat(
                    CLOSED
                        .computeIfAbsent(schema, open -> new ApiSchema(closed(open.definition())))
                        .judge(new JsonObject(answer.body()), ""))
                .as(where)
                .isEmpty());
  }

  /** The same schema, in which a member that is not named is a fault. */
  private static JsonObject closed(JsonObject schema) {
    JsonObject closed = new JsonObject();
    for (Map.Entry<String, Object> field : schema) {
      closed.put(
          field.getKey(),
          field.getValue() instanceof JsonObject inner ? closed(inner) : field.getValue());
    }
    boolean names = closed.getValue("properties") instanceof JsonObject;
    return names && !closed.containsKey("additionalProperties") && closed.containsKey("type")
        ? closed.put("additionalProperties", false)
        : closed;
  }

  private static HttpResponse<String> send(ApiOperation operation, Made made) {
    program.headers().clear();
    program.with("Authorization", "Bearer " + key);
    made.headers().forEach(program::with);
    HttpRequest.Builder request = HttpRequest.newBuilder(program.uri(made.target()));
    if (made.body().isPresent()) {
      request
          .header("Content-Type", "application/json")
          .method(operation.method(), BodyPublishers.ofString(made.body().get()));
    } else {
      request.method(operation.method(), BodyPublishers.noBody());
    }
    return program.send(request);
  }
}
