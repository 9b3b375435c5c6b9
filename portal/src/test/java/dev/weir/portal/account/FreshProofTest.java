package dev.weir.portal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.web.Access;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The password again, before what is secret or dangerous. */
@Timeout(60)
class FreshProofTest {

  private static final String EMAIL = "ann@example.org";
  private static final String PASSWORD = "four quiet rivers";
  private static final String CONFIRM = "/account/confirm";
  private static final String KEYS = "/domains/a.example.org/keys";
  private static final Map<String, String> KEY =
      Map.of("name", "deploy", "days", "30", "scopes", "streams:read");

  /** Neither these nor any other line of the table may lose its mark unseen. */
  private static final Set<String> PROVEN =
      Set.of(
          "GET /account/email",
          "POST /account/email",
          "GET /api-keys/new",
          "POST /api-keys/new",
          "POST /domains/:domain/certificate/remove",
          "POST /domains/:domain/keys/make",
          "POST /domains/:domain/keys/reveal",
          "POST /domains/:domain/keys/rotate",
          "POST /domains/:domain/keys/delete",
          "POST /domains/:domain/delete",
          "POST /approvals/:id/approve",
          "POST /members/:person/remove",
          "POST /members/:person/transfer",
          "GET /operator/tenants/:tenant/delete",
          "POST /operator/tenants/:tenant/delete");

  private static PortalHouse house;

  private Browser browser;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    house.tenant(EMAIL, PASSWORD, "a.example.org");
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void signIn() {
    house.time().advance(Duration.ofHours(1));
    browser = house.browser();
    browser.signIn(EMAIL, PASSWORD);
  }

  @Test
  void aSignInIsProofForTenMinutes() {
    assertThat(FreshProof.VALIDITY).isEqualTo(Duration.ofMinutes(10));
    assertThat(browser.get("/api-keys/new").statusCode()).isEqualTo(200);
    house.time().advance(FreshProof.VALIDITY.minusSeconds(1));
    assertThat(browser.get("/api-keys/new").statusCode()).isEqualTo(200);

    house.time().advance(Duration.ofSeconds(1));

    assertThat(location(browser.get("/api-keys/new?x=1")))
        .isEqualTo(CONFIRM + "?next=%2Fapi-keys%2Fnew%3Fx%3D1");
    assertThat(location(browser.post("/api-keys/new", KEY)))
        .isEqualTo(CONFIRM + "?next=%2Fapi-keys%2Fnew%3Fdone%3Dagain");
    assertThat(house.dump("api_key")).isEqualTo("null");
    assertThat(browser.get("/streams").statusCode()).as("everything else").isEqualTo(200);
  }

  @Test
  void thePasswordLeadsOnToWhatWasAskedFor() {
    house.time().advance(FreshProof.VALIDITY);
    String before = browser.cookies().get("weir-session");
    browser.get(location(browser.get("/api-keys/new")));
    HttpResponse<String> wrong = confirm("a wrong guess", "/api-keys/new");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).contains("This is not your password.", "/api-keys/new");

    assertThat(location(confirm(PASSWORD, "/api-keys/new"))).isEqualTo("/api-keys/new");

    assertThat(browser.get("/api-keys/new").statusCode()).isEqualTo(200);
    assertThat(house.dump("audit_entry")).contains("SIGN_IN_CONFIRMED");
    String after = browser.cookies().put("weir-session", before);
    assertThat(after).isNotEqualTo(before);
    assertThat(browser.get("/streams").statusCode()).as("the old id").isEqualTo(303);
  }

  @Test
  void aFormThatCameTooLateIsSentAgainByItsReader() {
    house.time().advance(FreshProof.VALIDITY);
    browser.get(KEYS);
    Map<String, String> first = Map.of("side", "push", "key", "push-1");
    HttpResponse<String> late = browser.post(KEYS + "/reveal", first);
    assertThat(location(late)).startsWith(CONFIRM);

    browser.get(location(late));
    String back = location(confirm(PASSWORD, KEYS + "?done=again"));

    assertThat(browser.get(back).body()).contains("press its button again");
    assertThat(browser.post(KEYS + "/reveal", first).statusCode()).isEqualTo(200);
  }

  @Test
  void itLeadsToNobodyElse() {
    browser.get(CONFIRM);
    for (String elsewhere :
        List.of("https://example.org/", "//example.org", "/\\example.org", "javascript:x")) {
      assertThat(location(confirm(PASSWORD, elsewhere))).as(elsewhere).isEqualTo("/");
      browser.get(CONFIRM);
    }
  }

  @Test
  void guessesCountLikeSignIns() {
    browser.get(CONFIRM);
    for (int i = 0; i < SignInThrottle.PER_ACCOUNT; i++) {
      assertThat(confirm("a wrong guess", "/").statusCode()).isEqualTo(401);
    }
    assertThat(confirm(PASSWORD, "/").statusCode()).isEqualTo(429);
    assertThat(house.browser().signIn(EMAIL, PASSWORD).statusCode()).isEqualTo(429);
  }

  @Test
  void everyLineThatSaysSoAsksForAProof() {
    List<RouteEntry> marked = house.portal().routes().stream().filter(RouteEntry::fresh).toList();
    assertThat(marked.stream().map(entry -> entry.method() + " " + entry.path()))
        .containsAll(PROVEN);
    browser.get("/account");
    house.time().advance(FreshProof.VALIDITY);
    for (RouteEntry entry : marked) {
      if (!(entry.access() instanceof Access.OperatorOnly)) {
        String path =
            entry.path().replace(":domain", "a.example.org").replaceAll(":[a-z]+", "none");
        HttpResponse<String> answer =
            entry.method().equals(HttpMethod.GET)
                ? browser.get(path)
                : browser.post(path, Map.of());
        assertThat(location(answer)).as(entry.path()).startsWith(CONFIRM + "?next=%2F");
      }
    }
  }

  private HttpResponse<String> confirm(String password, String next) {
    return browser.post(CONFIRM, Map.of("password", password, "next", next));
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("");
  }
}
