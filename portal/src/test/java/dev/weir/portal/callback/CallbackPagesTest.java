package dev.weir.portal.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.event.StreamPublished;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.Publishes;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.callback.delivery.Receiver;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Role;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * From a form to an event on somebody else's machine, with a portal that works as it always does.
 */
@Timeout(120)
class CallbackPagesTest {

  private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=]{44}");
  private static final Pattern PAGE = Pattern.compile("/callbacks/[0-9a-f-]{36}");

  private static PortalHouse house;
  private static Receiver receiver;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    receiver = new Receiver(house.vertx());
  }

  @AfterAll
  static void close() {
    receiver.close();
    house.close();
  }

  private static Map<String, String> fields(String path) {
    Map<String, String> fields = new HashMap<>();
    fields.put("name", "Production");
    fields.put("url", receiver.at(path).toString());
    fields.put("domain", "");
    fields.put("app", "");
    fields.put("stream", "cam-*");
    return fields;
  }

  private static void until(String what, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  private static String found(Pattern pattern, HttpResponse<String> page) {
    Matcher found = pattern.matcher(page.body());
    assertThat(found.find()).as(page.body()).isTrue();
    return found.group();
  }

  @Test
  void aCallbackIsMadeTriedToldAndToldAgain() throws InterruptedException {
    TenantId tenant = house.tenantWithoutPassword("pages@example.org", "pages.example.org");
    Browser owner = house.signedIn(tenant, Role.OWNER);
    assertThat(owner.get("/callbacks").body()).contains("No callback yet");
    owner.get("/new-callback");
    Map<String, String> wrong = fields("/hook");
    wrong.put("dialect", "standard");
    wrong.put("key", "of another form");
    wrong.put("url", "ftp://example.org");
    assertThat(owner.post("/new-callback", wrong).body())
        .contains("Given for the form of ApsaraVideo alone");
    wrong.put("key", "");
    assertThat(owner.post("/new-callback", wrong).body()).contains("A callback is told by https");
    wrong.put("url", receiver.at("/hook").toString());
    HttpResponse<String> made = owner.post("/new-callback", wrong);
    String secret = found(SECRET, made);
    String page = found(PAGE, made);

    assertThat(owner.get(page).body()).contains("Production").doesNotContain(secret);
    assertThat(owner.post(page + "/test", Map.of()).body())
        .contains("It was taken.", "taken by /hook")
        .doesNotContain(secret);

    StreamPublished begin =
        Publishes.begin(tenant, "pages.example.org", "cam-1", PortalHouse.START);
    house.events().alive(Publishes.BOOT, true);
    house.events().tell(begin);
    house.events().tell(Publishes.begin(tenant, "pages.example.org", "cup", PortalHouse.START));
    house.events().tell(Publishes.end(begin, Duration.ofMinutes(1), PublishEnd.CONNECTION_LOST));
    until("both events", () -> receiver.told("/hook").size() == 3);
    assertThat(receiver.told("/hook").getLast().json().getJsonObject("data").getString("reason"))
        .isEqualTo("CONNECTION_LOST");

    String list = owner.get(page + "/events").body();
    assertThat(list).contains("stream.published", "stream.ended", "Taken");
    String event =
        found(Pattern.compile(page + "/events/[0-9a-f-]{36}"), owner.get(page + "/events"));
    assertThat(owner.get(event).body())
        .contains("webhook-signature", "taken by /hook", "Tell it again");
    assertThat(owner.post(event + "/replay", Map.of()).statusCode()).isEqualTo(303);
    until("once more", () -> receiver.told("/hook").size() == 4);
    assertThat(owner.post(page + "/events/replay", Map.of("hours", "24", "all", "on")).statusCode())
        .isEqualTo(303);
    until("all once more", () -> receiver.told("/hook").size() == 6);

    assertThat(found(SECRET, owner.post(page + "/rotate", Map.of("key", "")))).isNotEqualTo(secret);
    assertThat(owner.get(page).body()).contains("The former secret signs, too, until");
    assertThat(owner.post(page + "/former", Map.of()).statusCode()).isEqualTo(303);
    assertThat(owner.get(page).body()).doesNotContain("The former secret signs, too, until");
    Map<String, String> paused = fields("/hook");
    paused.put("version", "3");
    assertThat(owner.post(page, paused).statusCode()).isEqualTo(303);
    assertThat(owner.get("/callbacks").body()).contains("Paused");
    assertThat(owner.post(page, paused).statusCode()).isEqualTo(409);
    assertThat(owner.post(page + "/delete", Map.of("name", "Production")).statusCode())
        .isEqualTo(303);
    assertThat(owner.get(page).statusCode()).isEqualTo(404);
    assertThat(house.dump("audit_entry"))
        .contains("CALLBACK_CREATED", "CALLBACK_SECRET_ROTATED", "CALLBACK_DELETED")
        .doesNotContain(secret);
  }

  private static HttpResponse<String> send(Browser program, String path, JsonObject body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(program.uri(path));
    return program.send(
        body.isEmpty()
            ? request.POST(HttpRequest.BodyPublishers.noBody())
            : request
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
  }

  @Test
  void aProgramDoesTheSame() {
    TenantId tenant = house.tenantWithoutPassword("program@example.org", "program.example.org");
    String key =
        new ApiKeyStore(house.database(), house.time())
            .create(tenant, "program", EnumSet.of(Permission.CALLBACKS_WRITE))
            .text();
    Browser program = house.browser().with("Authorization", "Bearer " + key);
    HttpResponse<String> made =
        send(
            program,
            "/api/v1/callbacks",
            new JsonObject()
                .put("name", "Program")
                .put("url", receiver.at("/program").toString())
                .put("dialect", "apsaravideo")
                .put("key", "0123456789abcdef"));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonObject callback = new JsonObject(made.body());
    assertThat(callback.getString("secret")).isEqualTo("0123456789abcdef");
    String at = "/api/v1/callbacks/" + callback.getString("id");
    JsonObject trial = new JsonObject(send(program, at + "/test", new JsonObject()).body());
    assertThat(trial.getBoolean("taken")).as(trial.encode()).isTrue();
    assertThat(receiver.told("/program").getFirst().target()).contains("action=publish");
    assertThat(program.get(at).statusCode()).isEqualTo(403);
  }
}
