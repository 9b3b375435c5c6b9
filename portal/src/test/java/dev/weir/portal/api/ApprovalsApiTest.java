package dev.weir.portal.api;

import static dev.weir.portal.api.ApiProgram.code;
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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What needs a second person, as programs meet it. */
@Timeout(60)
class ApprovalsApiTest {

  private static final String APPROVALS = "/api/v1/approvals";
  private static final String TENANT = "/api/v1/tenant";
  private static final Pattern SHOWN_KEY = Pattern.compile("weir_[A-Za-z0-9_-]{56}");

  private PortalHouse house;
  private TenantId tenant;
  private ApiProgram program;

  @BeforeEach
  void open() {
    house = PortalHouse.open();
    tenant = house.tenant("ann@example.org", "a long password", "a.example.org");
    program = program("program");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void whoIsAloneCannotWantASecondPerson() {
    assertThat(code(rules("DOMAIN_DELETION"))).isEqualTo("APPROVER_MISSING");
  }

  @Test
  void liftingARuleWaitsAndIsTakenBack() {
    house.signedIn(tenant, Role.ADMINISTRATOR);
    HttpResponse<String> set = rules("DOMAIN_DELETION");
    assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
    assertThat(new JsonObject(set.body()).getString("name"))
        .as("what is not named stays")
        .isEqualTo("ann@example.org");

    HttpResponse<String> lifted = rules();

    assertThat(lifted.statusCode()).as(lifted.body()).isEqualTo(202);
    String one = APPROVALS + "/" + new JsonObject(lifted.body()).getString("approval");
    JsonObject waiting = program.get(one);
    assertThat(waiting.getString("kind")).isEqualTo("RULE_LIFTED");
    assertThat(waiting.getString("state")).isEqualTo("pending");
    assertThat(waiting.getString("requestedBy")).isEqualTo("program");
    assertThat(program.get(APPROVALS).getJsonArray("approvals")).containsExactly(waiting);
    assertThat(program("other").ask("DELETE", one).statusCode())
        .as("another key did not ask")
        .isEqualTo(403);
    assertThat(program.ask("DELETE", one).statusCode()).isEqualTo(204);
    assertThat(program.get(one).getString("state")).isEqualTo("withdrawn");
    assertThat(program.get(one).getString("decidedBy")).isEqualTo("program");
    assertThat(code(program.ask("DELETE", one))).isEqualTo("APPROVAL_OVER");
    assertThat(house.dump("tenant_setting")).contains("DOMAIN_DELETION");
  }

  @Test
  void whatAPersonAskedForIsThePersonsToTakeBack() {
    house.sql(
        "INSERT INTO tenant_setting VALUES ('%s', '{DOMAIN_DELETION}', 1, now(), '')"
            .formatted(tenant));
    Browser ann = house.signedIn(tenant, Role.OWNER);
    ann.get("/settings");
    ann.post("/settings", Map.of("name", "Ann", "version", "1"));
    JsonObject waiting = program.get(APPROVALS).getJsonArray("approvals").getJsonObject(0);
    assertThat(code(program.ask("DELETE", APPROVALS + "/" + waiting.getString("id"))))
        .isEqualTo("FORBIDDEN");
  }

  /** Otherwise one person could ask with the second key and agree in the portal. */
  @Test
  void aKeyThatAKeyMadeHasTheSamePersonBehindIt() {
    Browser ann = house.signedIn(tenant, Role.OWNER);
    ApiProgram first = new ApiProgram(house, keyMadeBy(ann));
    JsonObject second =
        new JsonObject(
            first
                .send(
                    "POST",
                    "/api/v1/api-keys",
                    new JsonObject()
                        .put("name", "second")
                        .put("scopes", new JsonArray().add("tenant:read").add("tenant:write")))
                .body());
    house.sql(
        "INSERT INTO tenant_setting VALUES ('%s', '{DOMAIN_DELETION}', 1, now(), '')"
            .formatted(tenant));

    HttpResponse<String> asked =
        new ApiProgram(house, second.getString("secret"))
            .send("PATCH", TENANT, secondPerson(), "If-Match", "\"1\"");

    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    String request = "/approvals/" + new JsonObject(asked.body()).getString("approval");
    ann.get("/approvals");
    assertThat(ann.post(request + "/approve", Map.of()).statusCode()).isEqualTo(403);
    Browser bob = house.signedIn(tenant, Role.ADMINISTRATOR);
    bob.get("/approvals");
    assertThat(bob.post(request + "/approve", Map.of()).statusCode()).isEqualTo(303);
  }

  private String keyMadeBy(Browser person) {
    person.get("/api-keys/new");
    StringBuilder scopes = new StringBuilder();
    for (String scope : new String[] {"tenant:read", "tenant:write", "apikeys:write"}) {
      scopes.append("&scopes=").append(scope.replace(":", "%3A"));
    }
    HttpResponse<String> made =
        person.send(
            HttpRequest.newBuilder(person.uri("/api-keys/new"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "csrf=" + person.token() + "&name=first&days=90" + scopes)));
    Matcher key = SHOWN_KEY.matcher(made.body());
    assertThat(key.find()).as(made.body()).isTrue();
    return key.group();
  }

  private HttpResponse<String> rules(String... rules) {
    String tag = program.ask("GET", TENANT).headers().firstValue("ETag").orElseThrow();
    return program.send("PATCH", TENANT, secondPerson(rules), "If-Match", tag);
  }

  private static JsonObject secondPerson(String... rules) {
    JsonArray names = new JsonArray();
    for (String rule : rules) {
      names.add(rule);
    }
    return new JsonObject().put("secondPerson", names);
  }

  private ApiProgram program(String name) {
    return new ApiProgram(
        house,
        new ApiKeyStore(house.database(), house.time())
            .create(tenant, name, EnumSet.allOf(Permission.class))
            .text());
  }
}
