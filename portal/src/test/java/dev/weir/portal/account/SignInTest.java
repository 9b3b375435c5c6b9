package dev.weir.portal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.tenant.Quickstart;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SignInTest {

  private static final String COOKIE = "weir-session";

  private static PortalHouse house;
  private static Quickstart demo;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    demo = house.demo();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  /** What earlier tests did wrong is forgotten. */
  @BeforeEach
  void letTimePass() {
    house.time().advance(Duration.ofHours(1));
  }

  @Test
  void theRightPasswordOpensTheDoorAndLeadsOn() {
    Browser browser = house.browser();
    HttpResponse<String> first = browser.get("/domains?a=b");
    assertThat(first.statusCode()).isEqualTo(303);
    assertThat(location(first)).isEqualTo("/sign-in?next=%2Fdomains%3Fa%3Db");

    browser.get(location(first));
    HttpResponse<String> in =
        browser.post(
            "/sign-in",
            Map.of("email", " DEMO@localhost ", "password", demo.password(), "next", "/domains"));

    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(location(in)).isEqualTo("/domains");
    assertThat(browser.get("/domains").body()).contains("localhost");
  }

  @Test
  void theCookieIsOutOfReachOfScriptsAndOtherSites() {
    Browser browser = house.browser();
    browser.get("/sign-in");
    HttpResponse<String> in = browser.signIn(demo.email(), demo.password());
    assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
        .matches("weir-session=[A-Za-z0-9_-]{22}; Path=/; HTTPOnly; SameSite=Lax");
  }

  @Test
  void aStrangerAndAMistakenPersonGetTheSameAnswer() {
    HttpResponse<String> stranger = house.browser().signIn("nobody@example.org", "wrong password");
    HttpResponse<String> mistaken = house.browser().signIn(demo.email(), "wrong password");

    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(mistaken.statusCode()).isEqualTo(401);
    assertThat(withoutWhatDiffers(stranger.body(), "nobody@example.org"))
        .isEqualTo(withoutWhatDiffers(mistaken.body(), demo.email()));
    assertThat(mistaken.body()).contains("wrong.").doesNotContain("wrong password");
  }

  /**
   * Somebody gives a victim a session id beforehand; after the sign-in it must be worth nothing.
   */
  @Test
  void anIdThatWasPlantedIsNotTheOneThatIsSignedIn() {
    Browser victim = house.browser();
    victim.get("/sign-in");
    String planted = victim.cookies().get(COOKIE);

    victim.signIn(demo.email(), demo.password());

    assertThat(victim.cookies().get(COOKIE)).isNotEqualTo(planted);
    Browser attacker = house.browser();
    attacker.cookies().put(COOKIE, planted);
    assertThat(attacker.get("/streams").statusCode()).isEqualTo(303);
    assertThat(victim.get("/streams").statusCode()).isEqualTo(200);
  }

  @Test
  void signingInAgainEndsTheSessionBefore() {
    Browser browser = signedIn();
    String before = browser.cookies().get(COOKIE);
    browser.get("/account");
    browser.post(
        "/sign-in", Map.of("email", demo.email(), "password", demo.password(), "next", "/"));

    Browser old = house.browser();
    old.cookies().put(COOKIE, before);
    assertThat(old.get("/streams").statusCode()).isEqualTo(303);
  }

  @Test
  void signingOutEndsTheSessionAtOnce() {
    Browser browser = signedIn();
    String session = browser.cookies().get(COOKIE);
    browser.get("/streams");

    HttpResponse<String> out = browser.post("/sign-out", Map.of());

    assertThat(location(out)).isEqualTo("/sign-in");
    assertThat(browser.cookies()).doesNotContainKey(COOKIE);
    Browser old = house.browser();
    old.cookies().put(COOKIE, session);
    assertThat(old.get("/streams").statusCode()).isEqualTo(303);
  }

  @Test
  void aSessionEndsWhenItIsNotUsed() {
    Browser browser = signedIn();
    for (int i = 0; i < 3; i++) {
      house.time().advance(Duration.ofMinutes(25));
      assertThat(browser.get("/streams").statusCode()).isEqualTo(200);
    }
    house.time().advance(SessionStore.IDLE.plusSeconds(1));
    assertThat(browser.get("/streams").statusCode()).isEqualTo(303);
  }

  @Test
  void aSessionEndsAfterTwelveHoursHoweverMuchItIsUsed() {
    Browser browser = signedIn();
    for (int i = 0; i < 35; i++) {
      house.time().advance(Duration.ofMinutes(20));
      assertThat(browser.get("/streams").statusCode()).as("use %d", i).isEqualTo(200);
    }
    house.time().advance(Duration.ofMinutes(21));
    assertThat(browser.get("/streams").statusCode()).isEqualTo(303);
  }

  @Test
  void aPersonSeesAndEndsItsOtherSessions() {
    Browser here = signedIn();
    Browser there = signedIn();
    assertThat(here.get("/account").body()).contains("This one").contains("End all others");

    here.post("/account/sessions/end", Map.of("session", "others"));

    assertThat(there.get("/streams").statusCode()).isEqualTo(303);
    assertThat(here.get("/streams").statusCode()).isEqualTo(200);
  }

  @Test
  void nobodyEndsAnothersSession() {
    house.tenant("other@example.org", "another long password", "other.example.org");
    Browser other = house.browser();
    other.signIn("other@example.org", "another long password");
    Browser browser = signedIn();
    browser.get("/account");

    String reference = SessionStore.reference(other.cookies().getOrDefault(COOKIE, ""));
    browser.post("/account/sessions/end", Map.of("session", reference));

    assertThat(other.get("/streams").statusCode()).isEqualTo(200);
  }

  @Test
  void manyFailuresForOneAccountMustWait() {
    for (int i = 0; i < SignInThrottle.PER_ACCOUNT; i++) {
      assertThat(house.browser().signIn(demo.email(), "guess " + i).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> refused = house.browser().signIn(demo.email(), demo.password());
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("90");

    house.time().advance(SignInThrottle.ACCOUNT_FORGETS);
    assertThat(house.browser().signIn(demo.email(), demo.password()).statusCode()).isEqualTo(303);
  }

  @Test
  void aFormWithoutItsTokenIsRefused() {
    Browser browser = signedIn();
    browser.get("/account");
    assertThat(browser.post("/sign-out", Map.of("csrf", "")).statusCode()).isEqualTo(403);
    assertThat(browser.post("/sign-out", Map.of("csrf", signedIn().token())).statusCode())
        .isEqualTo(403);
    assertThat(browser.get("/streams").statusCode()).isEqualTo(200);
  }

  @Test
  void aFormOfAnotherSiteIsRefusedEvenWithItsToken() {
    Browser browser = signedIn();
    browser.get("/account");
    for (String site : new String[] {"cross-site", "same-site", "none"}) {
      browser.with("Sec-Fetch-Site", site);
      assertThat(browser.post("/sign-out", Map.of()).statusCode()).as(site).isEqualTo(403);
    }
    browser.with("Sec-Fetch-Site", "same-origin").with("Origin", "https://evil.example.org");
    assertThat(browser.post("/sign-out", Map.of()).statusCode()).isEqualTo(403);
    browser.with("Origin", "null");
    assertThat(browser.post("/sign-out", Map.of()).statusCode()).isEqualTo(303);
  }

  @Test
  void stateChangesByPostAlone() {
    Browser browser = signedIn();
    assertThat(browser.get("/sign-out").statusCode()).isEqualTo(405);
    assertThat(browser.get("/streams").statusCode()).isEqualTo(200);
  }

  @Test
  void aFieldThatNoPageOfferedIsRefused() {
    Browser browser = house.browser();
    browser.get("/sign-in");
    assertThat(
            browser
                .post("/sign-in", Map.of("email", "a@b.c", "password", "p", "role", "OWNER"))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void aFormThatIsTooLargeOrNoFormIsRefused() {
    Browser browser = house.browser();
    browser.get("/sign-in");
    assertThat(browser.post("/sign-in", Map.of("email", "x".repeat(70_000))).statusCode())
        .isEqualTo(413);
    HttpResponse<String> json =
        browser.send(
            HttpRequest.newBuilder(browser.uri("/sign-in"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(json.statusCode()).isEqualTo(400);
  }

  @Test
  void nobodyIsLedToAnotherSite() {
    for (String next :
        new String[] {
          "https://evil.example.org", "//evil.example.org", "/\\evil.example.org", "/a\r\nX: y", ""
        }) {
      assertThat(SignInPages.safePath(next)).as(next).isEqualTo("/");
    }
    assertThat(SignInPages.safePath("/streams/localhost/live/a?valid=1d"))
        .isEqualTo("/streams/localhost/live/a?valid=1d");
  }

  @Test
  void aPersonOfASuspendedTenantIsOutAtOnce() {
    house.tenant("gone@example.org", "another long password", "gone.example.org");
    Browser browser = house.browser();
    browser.signIn("gone@example.org", "another long password");
    assertThat(browser.get("/streams").statusCode()).isEqualTo(200);

    house.sql(
        "UPDATE tenant SET state = 'SUSPENDED', suspended_at = now(), suspended_reason = 'unpaid'"
            + " WHERE name = 'gone@example.org'");

    assertThat(browser.get("/streams").statusCode()).isEqualTo(303);
    assertThat(house.browser().signIn("gone@example.org", "another long password").body())
        .contains("gone@example.org is out of service: unpaid");
    assertThat(house.browser().signIn("gone@example.org", "a wrong password").statusCode())
        .isEqualTo(401);
  }

  private static Browser signedIn() {
    Browser browser = house.browser();
    assertThat(browser.signIn(demo.email(), demo.password()).statusCode()).isEqualTo(303);
    return browser;
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElseThrow();
  }

  private static String withoutWhatDiffers(String html, String email) {
    return html.replace(email, "")
        .replaceAll("nonce=\"[^\"]+\"", "")
        .replaceAll("name=\"csrf\" value=\"[^\"]+\"", "");
  }
}
