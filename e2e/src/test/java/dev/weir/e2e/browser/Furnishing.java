package dev.weir.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.Web;
import dev.weir.testkit.tls.Issued;
import dev.weir.testkit.tls.TestAuthority;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One of everything that a tenant may have, so that pages are looked at with something on them. It
 * is on a domain of its own, where it is in no other test's way.
 */
public final class Furnishing {

  /** The domain. */
  public static final String DOMAIN = "pages.example.test";

  /** A certificate that ends so soon is announced on other pages. */
  private static final Duration NEAR_END = Duration.ofDays(20);

  private static final String AT = "/domains/" + DOMAIN;
  private static final int FOUND = 303;

  /** A signature (type A) of the right form, until 2100. */
  private static final String NOBODYS = "4102444800-0-0-" + "0".repeat(32);

  private final String portal;
  private final Page page;
  private final String csrf;

  private Furnishing(Page page, String portal) {
    this.portal = portal;
    this.page = page;
    page.navigate(portal + "/domains/new");
    this.csrf = page.locator("main input[name=csrf]").first().inputValue();
  }

  /** Sends the forms as the owner would. */
  public static void bring(PortalPage owner, Quickstart quickstart) {
    Furnishing all = new Furnishing(owner.page(), quickstart.text("portalUrl"));
    all.send("/domains/new", Map.of("name", DOMAIN, "use", "both"));
    all.access();
    all.keeping();
    all.keys();
    all.callback();
    all.certificate();
    all.stream();
    all.refusal(quickstart);
  }

  private void keeping() {
    send(
        AT + "/keeping/time-shift/new",
        Map.of(
            "version", "1",
            "app", "",
            "stream", "camera-*",
            "window", "2",
            "window-unit", "h",
            "place", "1"));
  }

  private void access() {
    send(
        AT + "/access/play/rules",
        Map.of(
            "version", "1",
            "networks-effect", "deny",
            "networks", "192.0.2.0/24\n2001:db8::/32",
            "websites-effect", "allow",
            "websites", "*.example.org",
            "players-effect", "off",
            "renditions-effect", "off",
            "players", "",
            "protocols", "hls"));
    send(
        AT + "/access/play/remote",
        Map.of(
            "version", "2",
            "asked", "on",
            "endpoint", "https://hooks.example.org/may-they-watch",
            "timeout", "500",
            "silence", "refuse",
            "facts", "referer",
            "admission", "30",
            "refusal", "5"));
  }

  private void keys() {
    assertThat(post(AT + "/keys/make", Map.of("side", "play")).status()).isEqualTo(200);
    assertThat(
            post(AT + "/keys/tokens", Map.of("name", "web", "algorithm", "hs256", "material", ""))
                .status())
        .isEqualTo(200);
  }

  /** Whoever it is told to is nowhere, so that there is an attempt that failed. */
  private void callback() {
    Map<String, String> fields =
        Map.of(
            "name", "Production",
            "url", "https://callbacks.example.test/weir",
            "domain", "",
            "app", "",
            "stream", "",
            "dialect", "standard",
            "key", "");
    assertThat(post("/new-callback", fields).status()).isEqualTo(200);
  }

  private void certificate() {
    Issued issued =
        TestAuthority.named("Test authority")
            .issue(
                TestAuthority.elliptic("secp256r1"),
                Instant.now().plus(NEAR_END),
                DOMAIN,
                "*." + DOMAIN);
    send(AT + "/certificate", Map.of("chain", issued.chain(), "key", issued.keyPem()));
  }

  private void stream() {
    String at = "/streams/localhost/live/demo01";
    send(at + "/labels", Map.of("lines", "event=opening\nhall=3"));
    send(at + "/viewers/end", Map.of("who", "user", "user", "mallory", "for", "7d"));
    send("/streams/localhost/live/furnished/block", Map.of("for", "ever", "note", "Not this one."));
  }

  /** Somebody signs as nobody does; the page that explains it is there within seconds. */
  private void refusal(Quickstart quickstart) {
    Web.get(URI.create(quickstart.http() + "/live/demo01.m3u8?auth_key=" + NOBODYS));
    page.waitForCondition(
        () -> page.request().get(portal + "/refusals").text().contains("href=\"/refusals/"));
  }

  private void send(String path, Map<String, String> fields) {
    APIResponse answer = post(path, fields);
    assertThat(answer.status()).as("%s: %s", path, answer.text()).isEqualTo(FOUND);
  }

  private APIResponse post(String path, Map<String, String> fields) {
    FormData form = FormData.create().set("csrf", csrf);
    fields.forEach(form::set);
    return page.request()
        .post(portal + path, RequestOptions.create().setForm(form).setMaxRedirects(0));
  }
}
