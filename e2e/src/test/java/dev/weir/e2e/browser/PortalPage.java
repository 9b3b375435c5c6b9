package dev.weir.e2e.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.weir.e2e.server.Quickstart;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The portal in a browser of its own, as a person uses it: by labels and words. */
public final class PortalPage implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  private PortalPage(BrowserContext context, Page page) {
    this.context = context;
    this.page = page;
  }

  /** Opens the portal's front door. */
  public static PortalPage open(Browser browser, Quickstart quickstart) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1360, 900)
                .setColorScheme(ColorScheme.LIGHT)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
    context.setDefaultTimeout((double) PATIENCE.toMillis());
    PortalPage portal = new PortalPage(context, context.newPage());
    portal.page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        portal.complaints.add(message.text() + " at " + message.location());
      }
    });
    portal.page.onPageError(portal.complaints::add);
    portal.page.navigate(quickstart.text("portalUrl"));
    return portal;
  }

  /** Signs in; where that leads is for the caller to look at. */
  public void signIn(String email, String password) {
    page.getByLabel("E-mail address").fill(email);
    page.getByLabel("Password").fill(password);
    button("Sign in").click();
    page.waitForLoadState();
  }

  /**
   * Invites somebody who has no account yet.
   *
   * @param role as the page calls it
   * @return the address at which the invitation is accepted
   */
  public String invite(String email, String role) {
    page.navigate(URI.create(page.url()).resolve("/members").toString());
    page.getByLabel("E-mail").fill(email);
    page.getByLabel("Role").selectOption(role);
    button("Make an invitation").click();
    return page.getByLabel("Link", new Page.GetByLabelOptions().setExact(true)).inputValue();
  }

  /** Accepts an invitation, and is signed in afterwards. */
  public void join(String link, String name, String password) {
    page.navigate(link);
    page.locator("input[name=name]").fill(name);
    page.locator("input[name=password]").fill(password);
    page.locator("button.first").click();
    page.waitForURL("**/streams");
  }

  /** Signs out through the account's menu. */
  public void signOut() {
    page.locator(".self details.menu summary").click();
    button("Sign out").click();
    page.waitForLoadState();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The row of a live stream in the list, which need not be there yet. */
  public Locator row(String stream) {
    return page.locator("tr[data-key$='/live/" + stream + "']");
  }

  /** The field with this label. */
  public String value(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).inputValue();
  }

  /** Presses the button beside a field, and gives what is on the clipboard then. */
  public String copy(String label) {
    Locator copy = button("Copy " + label);
    copy.click();
    copy.getByText("Copied").waitFor();
    return (String) page.evaluate("() => navigator.clipboard.readText()");
  }

  /** Waits until the player in the stream's page shows a moving picture. */
  public void awaitPlayer() {
    page.locator("iframe[title=Player]").waitFor();
    page.waitForCondition(
        () -> page.frames().stream().anyMatch(PortalPage::plays),
        new Page.WaitForConditionOptions().setTimeout((double) PATIENCE.toMillis()));
  }

  private static boolean plays(Frame frame) {
    return Boolean.TRUE.equals(
        frame.evaluate(
            "() => window.weirPlayer?.state === 'playing'"
                + " && document.querySelector('video').getVideoPlaybackQuality().totalVideoFrames > 25"));
  }

  /** Waits until the picture has gone on: in played time, and in decoded frames. */
  public void awaitProgress() {
    Frame player = page.frames().stream().filter(PortalPage::plays).findFirst().orElseThrow();
    player.evaluate(
        "() => { const video = document.querySelector('video');"
            + " window.before = { time: video.currentTime,"
            + " frames: video.getVideoPlaybackQuality().totalVideoFrames }; }");
    player.waitForFunction(
        "() => { const video = document.querySelector('video');"
            + " return video.currentTime > window.before.time + 1"
            + " && video.getVideoPlaybackQuality().totalVideoFrames > window.before.frames; }");
  }

  /** Keeps pictures of the whole page as it is now: light, dark, and on a phone. */
  public void pictures(String name) {
    Screenshots.keep(name + "-light.png", this::wholeScreenshot);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    Screenshots.keep(name + "-dark.png", this::wholeScreenshot);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(390, 844);
    Screenshots.keep(name + "-phone.png", this::wholeScreenshot);
    page.setViewportSize(1360, 900);
  }

  private void wholeScreenshot(Path file) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(file)
            .setFullPage(true)
            .setAnimations(ScreenshotAnimations.DISABLED));
  }

  /** Whether everything fits into the width of a phone. */
  public boolean fitsAPhone() {
    page.setViewportSize(390, 844);
    boolean fits =
        (Boolean) page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth");
    page.setViewportSize(1360, 900);
    return fits;
  }

  /** Keeps a picture of the page from its top. */
  public void screenshot(Path file) {
    page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  /** The page itself. */
  public Page page() {
    return page;
  }

  /** Errors that the browser has noted: blocked scripts, failed requests, exceptions. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    context.close();
  }
}
