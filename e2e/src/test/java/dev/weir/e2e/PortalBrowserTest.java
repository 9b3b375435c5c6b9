package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.weir.e2e.browser.PortalPage;
import dev.weir.e2e.browser.Screenshots;
import dev.weir.e2e.browser.SharedBrowser;
import dev.weir.e2e.browser.WatchPage;
import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Program;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.SharedWeir;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.testkit.ffmpeg.Running;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A newcomer's first minutes in the portal: signs in with what {@code up} printed, sees the test
 * picture of {@code demo} go live, opens it, copies addresses, and leaves.
 */
@ExtendWith({SharedWeir.class, SharedBrowser.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(120)
class PortalBrowserTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String STREAM = "demo01";

  private Path folder;

  private WeirProcess weir;
  private Quickstart quickstart;
  private Browser browser;
  private PortalPage portal;

  @BeforeAll
  void open(WeirProcess running, Browser chromium, @TempDir Path temporary) {
    folder = temporary;
    weir = running;
    quickstart = weir.quickstart();
    browser = chromium;
    portal = PortalPage.open(browser, quickstart);
  }

  @AfterAll
  void close() {
    portal.close();
  }

  @Test
  @Order(1)
  void aWrongPasswordIsRefusedAndTheRightOneIsNot() {
    portal.signIn(quickstart.text("email"), "not the password at all");
    assertThat(portal.page().getByRole(AriaRole.ALERT).count()).isOne();
    portal.signIn(quickstart.text("email"), quickstart.text("password"));
    assertThat(portal.page().url()).endsWith("/guide");
    portal.page().navigate(quickstart.text("portalUrl") + "/streams");
    assertThat(portal.fitsAPhone()).as("fits a phone").isTrue();
  }

  @Test
  @Order(2)
  void theListShowsAStreamThatBeginsAndForgetsOneThatEnds() {
    Path file = Source.h264AndAac().draw(folder, "portal", 20);
    Locator row = portal.row("portal");
    assertThat(row.count()).isZero();
    try (Running encoder = Encoder.loop(file, quickstart.pushUrl("portal"))) {
      row.waitFor();
      row.getByText("320 × 180").waitFor();
      assertThat(row.innerText()).contains("H.264").contains("AAC").contains("Live");
      encoder.kill();
    }
    row.getByText("Interrupted").waitFor();
    row.waitFor(
        new Locator.WaitForOptions()
            .setState(WaitForSelectorState.DETACHED)
            .setTimeout((double) PATIENCE.toMillis()));
  }

  @Test
  @Order(3)
  void theDemoPlaysInThePortalAndOnTheWatchPage() {
    try (Program demo = weir.demo()) {
      portal.row(STREAM).waitFor();
      portal.row(STREAM).getByText("1280 × 720").waitFor();
      Screenshots.keep("streams.png", portal::screenshot);
      theFirstStepsShowThePicture();
      portal.row(STREAM).getByRole(AriaRole.LINK).click();
      portal.awaitPlayer();
      addressesCanBeCopied();
      theirValidityCanBeChosen();
      portal.page().waitForTimeout(3000);
      Screenshots.forReadme("portal.png", portal::screenshot);
      assertThat(portal.fitsAPhone()).as("fits a phone").isTrue();
      watchPagePlays(portal.value("Watch page"));
      aViewerSeesThePictureAndNoAddress();
      assertThat(demo.alive()).as("%s", demo).isTrue();
    }
  }

  private void theFirstStepsShowThePicture() {
    portal.page().navigate(quickstart.text("portalUrl") + "/guide");
    portal.page().getByText("You are live").waitFor();
    portal.awaitPlayer();
    portal.page().waitForTimeout(3000);
    Screenshots.forReadme("first-steps.png", portal::screenshot);
    portal.page().navigate(quickstart.text("portalUrl") + "/streams");
    portal.row(STREAM).waitFor();
  }

  private void addressesCanBeCopied() {
    for (String label : List.of("Server (OBS)", "Stream Key (OBS)", "Watch page")) {
      assertThat(portal.copy(label)).isEqualTo(portal.value(label)).isNotEmpty();
    }
    assertThat(portal.value("RTMP, in one"))
        .isEqualTo(portal.value("Server (OBS)") + "/" + portal.value("Stream Key (OBS)"));
  }

  private void theirValidityCanBeChosen() {
    String before = portal.value("RTMP, in one");
    for (String validity : List.of("1 hour", "30 days", "1 year", "1 day")) {
      Locator choice =
          portal
              .page()
              .locator("#addresses")
              .getByText(validity, new Locator.GetByTextOptions().setExact(true));
      choice.click();
      portal.page().waitForCondition(() -> "true".equals(choice.getAttribute("aria-current")));
      if (!validity.equals("1 day")) {
        assertThat(portal.value("RTMP, in one")).isNotEqualTo(before);
      }
    }
  }

  private void watchPagePlays(String url) {
    try (WatchPage watch = WatchPage.open(browser, URI.create(url))) {
      watch.awaitPlaying(PATIENCE);
      watch.beginToWatch();
      watch.watch(Duration.ofSeconds(5));
      assertThat(watch.report().path("frames").asInt()).isGreaterThan(100);
      assertThat(watch.report().path("soundBytes").asInt()).isPositive();
      Screenshots.forReadme("watch.png", watch::screenshot);
    }
  }

  private void aViewerSeesThePictureAndNoAddress() {
    try (PortalPage viewer = PortalPage.open(browser, quickstart)) {
      viewer.join(portal.invite("ann@example.test", "Viewer"), "Ann", "a long way to a password");
      viewer.row(STREAM).getByRole(AriaRole.LINK).click();
      viewer.awaitPlayer();
      Screenshots.keep("viewer.png", viewer::screenshot);
      assertThat(viewer.page().locator("button.copy").count()).isZero();
      assertThat(viewer.complaints()).filteredOn(line -> !line.contains("status of 4")).isEmpty();
    }
  }

  @Test
  @Order(4)
  void whoHasSignedOutIsOut() {
    portal.signOut();
    portal.page().navigate(quickstart.text("portalUrl") + "/streams");
    assertThat(portal.page().url()).contains("/sign-in");
  }

  @Test
  @Order(5)
  void theBrowserHadNothingToComplainAbout() {
    assertThat(portal.complaints()).filteredOn(line -> !line.contains("status of 4")).isEmpty();
  }
}
