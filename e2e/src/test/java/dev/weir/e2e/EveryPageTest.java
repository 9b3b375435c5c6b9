package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.weir.e2e.browser.Axe;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
          "/streams/history?name=nothing-like-it",
          "/nothing-here");

  /** What other tests have pushed is shown on pages of the same kind as the first one's. */
  private static final String ANOTHER_STREAM = "/streams/localhost/live/(?!demo01(/|$)).*";

  /** Chapters of the API's reference are alike; what each weighs, the portal's tests ask. */
  private static final String ANOTHER_CHAPTER = "/api/docs/(?!domains).*";

  private static final String FILE = ".*\\.(csv|json|yaml)$";

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

  private final Axe axe = Axe.load();

  private Browser browser;
  private String portal;
  private PortalPage owner;
  private PortalPage viewer;
  private List<String> pages;
  private List<String> pagesOfViewer;

  @BeforeAll
  void findEveryPage(WeirProcess weir, Browser chromium) {
    browser = chromium;
    Quickstart quickstart = weir.quickstart();
    portal = quickstart.text("portalUrl");
    owner = PortalPage.open(browser, quickstart);
    owner.signIn(quickstart.text("email"), quickstart.text("password"));
    viewer = PortalPage.open(browser, quickstart);
    viewer.join(owner.invite("eve@example.test", "Viewer"), "Eve", "a long way to a password");
    pages = crawl(owner);
    pagesOfViewer = crawl(viewer);
    assertThat(pages).contains("/streams", "/domains", "/account", "/members");
    assertThat(pagesOfViewer)
        .contains("/streams", "/domains", "/account")
        .doesNotContain("/members", "/streams/open");
  }

  @AfterAll
  void close() {
    owner.close();
    viewer.close();
  }

  @Test
  void everybodyCanUseEveryPage() {
    List<String> violations = new ArrayList<>();
    judge(STRANGERS, "", browser.newContext(), violations);
    judge(pages, "", context(owner), violations);
    judge(pagesOfViewer, "viewer-", context(viewer), violations);
    assertThat(violations).isEmpty();
  }

  private void judge(
      List<String> paths, String who, BrowserContext context, List<String> violations) {
    try (context) {
      Page page = context.newPage();
      page.onRequest(request -> {
        if (request.frame().equals(page.mainFrame()) && !request.url().startsWith(portal + "/")) {
          violations.add(who + page.url() + " asks " + request.url());
        }
      });
      for (String path : paths) {
        page.setViewportSize(1280, 860);
        page.navigate(portal + path);
        int bytes = (int) page.evaluate(WEIGHT);
        if (bytes < 1 || bytes > MAX_BYTES) {
          violations.add(who + path + " weighs " + bytes + " bytes");
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
    }
  }

  private static void show(Page page, ColorScheme scheme, String what) {
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(scheme)
            .setReducedMotion(ReducedMotion.REDUCE));
    Screenshots.keep(
        name(what, scheme.name().toLowerCase(Locale.ROOT)),
        file -> page.screenshot(new Page.ScreenshotOptions().setPath(file)));
  }

  private static void tell(List<String> violations, String where, List<String> found) {
    found.forEach(line -> violations.add(where + ": " + line));
  }

  /** Every address on which a link leads, once for each path. */
  private List<String> crawl(PortalPage signedIn) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(SEEDS);
    Page page = signedIn.page();
    while (!open.isEmpty()) {
      String path = open.poll();
      boolean alike = path.matches(ANOTHER_STREAM) || path.matches(ANOTHER_CHAPTER);
      if (found.contains(path) || alike || path.matches(FILE)) {
        continue;
      }
      assertThat(found).as("pages").hasSizeLessThan(MAX_PAGES);
      found.add(path);
      page.navigate(portal + path);
      for (Object link : (List<?>) page.evaluate(LINKS)) {
        if (String.valueOf(link).startsWith(portal + "/")) {
          open.add(URI.create(String.valueOf(link)).getPath());
        }
      }
    }
    // That one is only there to begin at.
    found.remove("/");
    return List.copyOf(found);
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
