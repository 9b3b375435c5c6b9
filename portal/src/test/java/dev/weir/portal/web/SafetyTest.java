package dev.weir.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.tenant.Quickstart;
import dev.weir.runtime.clock.TimeSource;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every answer carries, and what it must not. */
@Timeout(60)
class SafetyTest {

  private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9_-]{22})'");

  /** Most bytes of the styles of all pages, which a browser loads once for a release. */
  private static final int STYLE_BYTES = 12 * 1024;

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

  @Test
  void aPageMayLoadNothingButOurOwn() {
    HttpResponse<String> door = house.browser().get("/sign-in");
    String policy = header(door, "Content-Security-Policy");
    String nonce = nonce(policy);
    assertThat(policy)
        .isEqualTo(
            "default-src 'none'; script-src 'nonce-"
                + nonce
                + "'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                + " media-src 'self' blob:; worker-src 'self' blob:; frame-src 'self';"
                + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    assertThat(door.body()).contains("nonce=\"" + nonce + "\"");
    assertThat(nonce(header(house.browser().get("/sign-in"), "Content-Security-Policy")))
        .isNotEqualTo(nonce);
  }

  @Test
  void noPageHasInlineStyleOrScript() {
    Browser browser = house.browser();
    browser.signIn(demo.email(), demo.password());
    for (String path :
        new String[] {
          "/sign-in", "/streams", "/streams/localhost/live/demo01", "/domains", "/account", "/no"
        }) {
      String html = browser.get(path).body();
      assertThat(html).as(path).doesNotContain(" th:").doesNotContain("<style");
      // The snippet to embed speaks of a style, as text.
      assertThat(html.replace("&quot;", "").replaceAll("(?s)<textarea.*?</textarea>", ""))
          .as(path)
          .doesNotContain(" style=")
          .doesNotContainPattern(" on[a-z]+=")
          .doesNotContainPattern("<script(?![^>]*nonce)");
    }
  }

  @Test
  void aStreamsPageMayFrameThePlayDomainsOfItsTenant() {
    Browser browser = house.browser();
    browser.signIn(demo.email(), demo.password());
    String policy =
        header(browser.get("/streams/localhost/live/demo01"), "Content-Security-Policy");
    String play = " http://localhost:8081 https://localhost:8443";
    assertThat(policy)
        .contains("; frame-src 'self'" + play + ";")
        .contains("; connect-src 'self'" + play + ";")
        .contains("; media-src 'self' blob:" + play + ";")
        .contains("; img-src 'self' data:" + play + ";");
    assertThat(header(browser.get("/streams"), "Content-Security-Policy"))
        .doesNotContain("localhost");
  }

  @Test
  void everyAnswerCarriesSafeHeaders() {
    for (String path : new String[] {"/sign-in", "/", "/nothing", "/api/v1/streams"}) {
      HttpHeaders headers = house.browser().get(path).headers();
      assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).as(path).contains("no-referrer");
      assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).as(path).contains("same-origin");
      assertThat(headers.firstValue("Cache-Control")).as(path).contains("no-store");
      assertThat(headers.firstValue("X-Request-Id")).as(path).isPresent();
      assertThat(headers.firstValue("Strict-Transport-Security")).as(path).isEmpty();
    }
  }

  @Test
  void overHttpsCookiesAreSecureAndTheHostIsPinned() {
    try (PortalHouse secure = PortalHouse.open("https://portal.example.org")) {
      HttpResponse<String> door = secure.browser().get("/sign-in");
      assertThat(header(door, "Strict-Transport-Security"))
          .isEqualTo("max-age=31536000; includeSubDomains");
      assertThat(header(door, "Set-Cookie"))
          .matches("__Host-weir-session=[A-Za-z0-9_-]{22}; Path=/; Secure; HTTPOnly; SameSite=Lax");
      assertThat(door.body()).doesNotContain("plain HTTP");
    }
    assertThat(house.browser().get("/sign-in").body()).contains("plain HTTP");
  }

  @Test
  void localNamesAndOtherPortsAreNeverPinned() {
    for (String url :
        new String[] {
          "https://localhost",
          "https://192.0.2.1",
          "https://[2001:db8::1]",
          "https://portal.example.org:8443",
          "http://portal.example.org"
        }) {
      assertThat(new PortalOrigin(URI.create(url)).transportSecurity()).as(url).isEmpty();
    }
  }

  @Test
  void assetsAreKeptForEverUnderTheirVersion() {
    Browser browser = house.browser();
    Matcher link =
        Pattern.compile("href=\"(/assets/[0-9a-f]{16}/weir\\.css)\"")
            .matcher(browser.get("/sign-in").body());
    assertThat(link.find()).isTrue();
    HttpResponse<String> style = browser.get(link.group(1));
    assertThat(style.statusCode()).isEqualTo(200);
    assertThat(header(style, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(header(style, "Content-Type")).isEqualTo("text/css; charset=utf-8");
    assertThat(style.body()).contains("--accent");
    assertThat(browser.get("/assets/0000000000000000/weir.css").statusCode()).isEqualTo(404);
    assertThat(browser.get("/assets/0000000000000000/..%5cPages.class").statusCode())
        .isIn(400, 404);
  }

  @Test
  void assetsAreCompressedForWhomeverCanReadIt() throws Exception {
    String path = Assets.load().path("weir.css");
    HttpResponse<String> gzip = house.browser().with("Accept-Encoding", "gzip, br").get(path);
    assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
    assertThat(gzip.headers().firstValueAsLong("Content-Length").orElseThrow())
        .isLessThan(STYLE_BYTES);
  }

  @Test
  void aDatabaseThatIsAwayIsSaidPlainlyAndSoon() {
    try (PortalHouse troubled = PortalHouse.openWithoutDatabase()) {
      Browser browser = troubled.browser();
      assertThat(browser.get("/sign-in").statusCode()).isEqualTo(200);
      long startNanos = TimeSource.system().nanos();
      HttpResponse<String> page = browser.with("Accept", "text/html").get("/streams");
      assertThat(TimeSource.system().nanos() - startNanos)
          .isLessThan(Duration.ofSeconds(5).toNanos());
      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(page.body())
          .contains("The portal cannot reach its database; live streams go on.")
          .doesNotContain("Connection");
      assertThat(browser.signIn("a@example.org", "a long enough password").statusCode())
          .isEqualTo(503);
    }
  }

  @Test
  void whatIsNotThereIsAPageForPeopleAndJsonForPrograms() {
    HttpResponse<String> page = house.browser().with("Accept", "text/html").get("/nothing/here");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body())
        .contains("NOT_FOUND")
        .contains("There is nothing here.")
        .contains(header(page, "X-Request-Id"));

    HttpResponse<String> json = house.browser().get("/api/v1/nothing");
    assertThat(json.statusCode()).isEqualTo(404);
    assertThat(json.body()).contains("\"code\":\"NOT_FOUND\"");
  }

  private static String nonce(String policy) {
    Matcher matcher = NONCE.matcher(policy);
    assertThat(matcher.find()).as(policy).isTrue();
    return matcher.group(1);
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }
}
