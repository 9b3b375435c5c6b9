package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.weir.e2e.browser.Axe;
import dev.weir.e2e.browser.Furnishing;
import dev.weir.e2e.browser.PortalPage;
import dev.weir.e2e.browser.Screenshots;
import dev.weir.e2e.browser.SharedBrowser;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.SharedWeir;
import dev.weir.e2e.server.WeirProcess;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What holds on every page of the portal: it can be used by everybody, fits a phone, weighs little,
 * and asks nobody but the portal for anything. The pages are those that a person gets to by links:
 * an owner, and somebody who may look and nothing else.
 */
@ExtendWith({SharedWeir.class, SharedBrowser.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class EveryPageTest {

  private static final int MAX_PAGES = 120;
  private static final int MAX_BYTES = 150_000;

  /** Pages that no link leads to. */
  private static final List<String> SEEDS =
      List.of(
          "/streams",
          "/account",
          "/account/confirm",
          "/streams/localhost/live/demo01",
          "/streams/localhost/live/demo01/end",
          "/streams/localhost/live/demo01/health",
          "/analytics/quality",
          "/streams/history?name=nothing-like-it",
          "/nothing-here");

  /**
   * Of pages that are of one kind, one is looked at: the first, or the one that has something on
   * it. What other tests have pushed is shown as the first stream is; chapters of the API's
   * reference are alike, and what each weighs, the portal's tests ask.
   */
  private static final Map<Pattern, String> KINDS =
      Map.of(
          Pattern.compile("/callbacks/[0-9a-f-]{36}(/events)?(/)?([0-9a-f-]{36})?"),
              "/callbacks/*$1$2",
          Pattern.compile("/streams/localhost/live/(?!demo01(/|$)).*"), "",
          Pattern.compile("/api/docs/(?!domains).*"), "",
          Pattern.compile("/domains/localhost/.+"), "",
          Pattern.compile("/refusals/(?!explain).+"), "/refusals/*",
          Pattern.compile("/members/[0-9a-f-]{36}"), "/members/*",
          Pattern.compile("/(alarms/found|alarms/rules|runbooks)/[0-9a-z-]+"), "/$1/*",
          Pattern.compile("(/domains/(?!localhost/).*/versions)/[0-9]+"), "$1/*",
          Pattern.compile(".*\\.(csv|json|pdf|yaml)$"), "");

  /** Pages for who is not signed in. */
  private static final List<String> STRANGERS =
      List.of("/sign-in", "/sign-up", "/sign-up/sent", "/reset");

  /** Compressed, with what came from the browser's cache; without the player's frame. */
  private static final String WEIGHT =
      """
      () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .filter((entry) => entry.initiatorType !== 'iframe')
        .reduce((bytes, entry) => bytes + entry.encodedBodySize, 0)
      """;

  private static final String LINKS =
      "() => [...document.querySelectorAll('a[href]')].map((link) => link.href)";

  /** What a page shows within the frame, without what was typed or is anybody's secret. */
  private static final String CONTENT =
      "() => document.querySelector('main').outerHTML.replace(/ value=\"[^\"]*\"/g, '')";

  private final Axe axe = Axe.load();

  /** What was judged already: to another person, in the same frame, it is the same. */
  private final Set<String> judged = new HashSet<>();

  private Browser browser;
  private String portal;
  private PortalPage owner;
  private PortalPage viewer;

  @BeforeAll
  void twoPeople(WeirProcess weir, Browser chromium) {
    browser = chromium;
    Quickstart quickstart = weir.quickstart();
    portal = quickstart.text("portalUrl");
    owner = PortalPage.open(browser, quickstart);
    owner.signIn(quickstart.text("email"), quickstart.text("password"));
    Furnishing.bring(owner, quickstart);
    viewer = PortalPage.open(browser, quickstart);
    viewer.join(owner.invite("eve@example.test", "Viewer"), "Eve", "a long way to a password");
  }

  @AfterAll
  void close() {
    owner.close();
    viewer.close();
  }

  @Test
  void everybodyCanUseEveryPage() {
    List<String> violations = new ArrayList<>();
    try (BrowserContext context = browser.newContext()) {
      Page page = watched(context, "", violations);
      STRANGERS.forEach(path -> judge(page, path, "", violations));
    }
    assertThat(walk(owner, "", violations))
        .contains(
            "/streams",
            "/domains",
            "/account",
            "/members",
            "/keys",
            "/refusals/*",
            "/callbacks/*/events/");
    assertThat(walk(viewer, "viewer-", violations))
        .contains("/streams", "/domains", "/account")
        .doesNotContain("/members", "/streams/open", "/keys");
    assertThat(violations).isEmpty();
  }

  /** Judges every page to which a link leads, one of each kind; gives the kinds. */
  private Set<String> walk(PortalPage signedIn, String who, List<String> violations) {
    Set<String> kinds = new LinkedHashSet<>(List.of(""));
    Deque<String> open = new ArrayDeque<>(SEEDS);
    try (BrowserContext context = context(signedIn)) {
      Page page = watched(context, who, violations);
      while (!open.isEmpty()) {
        String path = open.poll();
        if (kinds.add(kind(path))) {
          assertThat(kinds).as("pages").hasSizeLessThan(MAX_PAGES);
          judge(page, path, who, violations);
          for (Object link : (List<?>) page.evaluate(LINKS)) {
            if (String.valueOf(link).startsWith(portal + "/")) {
              open.add(URI.create(String.valueOf(link)).getPath());
            }
          }
        }
      }
    }
    return kinds;
  }

  /** What stands for all paths that are alike; empty for what is not looked at. */
  private static String kind(String path) {
    for (Map.Entry<Pattern, String> kind : KINDS.entrySet()) {
      Matcher like = kind.getKey().matcher(path);
      if (like.matches()) {
        return like.replaceFirst(kind.getValue());
      }
    }
    // That one is only there to begin at.
    return path.equals("/") ? "" : path;
  }

  /** A page that tells when it asks anybody but the portal for anything. */
  private Page watched(BrowserContext context, String who, List<String> violations) {
    Page page = context.newPage();
    page.onRequest(request -> {
      if (request.frame().equals(page.mainFrame()) && !request.url().startsWith(portal + "/")) {
        violations.add(who + page.url() + " asks " + request.url());
      }
    });
    return page;
  }

  private void judge(Page page, String path, String who, List<String> violations) {
    page.setViewportSize(1280, 860);
    page.navigate(portal + path);
    int bytes = (int) page.evaluate(WEIGHT);
    if (bytes < 1 || bytes > MAX_BYTES) {
      violations.add(who + path + " weighs " + bytes + " bytes");
    }
    if (!judged.add(String.valueOf(page.evaluate(CONTENT)))) {
      return;
    }
    show(page, ColorScheme.LIGHT, who + path);
    tell(violations, who + path, axe.violations(page));
    show(page, ColorScheme.DARK, who + path);
    tell(violations, who + path + " in the dark", axe.violationsOfColour(page));
    page.setViewportSize(360, 740);
    show(page, ColorScheme.LIGHT, who + path + "-phone");
    int widthPx = (int) page.evaluate("() => document.documentElement.scrollWidth");
    if (widthPx != 360) {
      violations.add(who + path + " is " + widthPx + " px wide on a phone of 360");
    }
  }

  private static void show(Page page, ColorScheme scheme, String what) {
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(scheme)
            .setReducedMotion(ReducedMotion.REDUCE));
    Screenshots.keep(
        name(what, scheme.name().toLowerCase(Locale.ROOT)),
        file -> page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(file)));
  }

  private static void tell(List<String> violations, String where, List<String> found) {
    found.forEach(line -> violations.add(where + ": " + line));
  }

  private BrowserContext context(PortalPage signedIn) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(1280, 860)
            .setStorageState(signedIn.page().context().storageState()));
  }

  private static String name(String path, String kind) {
    return "page" + path.replaceAll("[^a-z0-9]+", "-") + "-" + kind + ".png";
  }
}
