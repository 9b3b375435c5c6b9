package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.weir.e2e.browser.PortalPage;
import dev.weir.e2e.browser.SharedBrowser;
import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.SharedWeir;
import dev.weir.e2e.server.Web;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.FlvViewer;
import dev.weir.testkit.ffmpeg.Running;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody ends and blocks what a real encoder pushes, in the portal, and reads there that it was.
 */
@ExtendWith({SharedWeir.class, SharedBrowser.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
@Alone
class StreamControlTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What the portal promises, from the press of the button. */
  private static final Duration IN_FORCE = Duration.ofSeconds(2);

  private Quickstart quickstart;
  private PortalPage portal;
  private Path file;

  @BeforeAll
  void open(WeirProcess weir, Browser browser, @TempDir Path folder) {
    quickstart = weir.quickstart();
    file = Source.h264AndAac().draw(folder, "control", 30);
    portal = PortalPage.open(browser, quickstart);
    portal.signIn(quickstart.text("email"), quickstart.text("password"));
  }

  @AfterAll
  void close() {
    portal.close();
  }

  @Test
  void endingAStreamEndsItsEncoderAndItsViewersAndIsWrittenDown() {
    try (Running encoder = Encoder.loop(file, quickstart.pushUrl("ending"))) {
      quickstart.awaitLive("ending");
      try (FlvViewer viewer = FlvViewer.open(quickstart.playUrl("ending.flv"))) {
        visit("ending/end");
        press("End it now");
        await("the encoder is gone").atMost(IN_FORCE).until(() -> !encoder.isAlive());
        viewer.awaitEnd(IN_FORCE);
        portal.page().getByText("The stream has ended.").waitFor();
      }
    }
    await("the history knows")
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          portal.page().navigate(quickstart.text("portalUrl") + "/streams/history?name=ending");
          assertThat(portal.page().locator("tbody").innerText())
              .contains("live/ending", "Ended by one of you", "H.264, 320 × 180", "Lavf");
        });
  }

  @Test
  void aBlockedStreamIsRefusedToEncodersAndViewersUntilItIsResumed() {
    try (Running encoder = Encoder.loop(file, quickstart.pushUrl("blocking"))) {
      quickstart.awaitLive("blocking");
      try (FlvViewer viewer = FlvViewer.open(quickstart.playUrl("blocking.flv"))) {
        visit("blocking/block");
        portal.page().getByLabel("Until it is resumed").check();
        portal.page().getByLabel("Note").fill("The wrong camera");
        press("Block it");
        await("the encoder is gone").atMost(IN_FORCE).until(() -> !encoder.isAlive());
        viewer.awaitEnd(IN_FORCE);
      }
      portal.page().getByText("This stream is blocked").waitFor();
    }
    assertThat(Web.get(quickstart.playUrl("blocking.m3u8")).statusCode()).isEqualTo(403);
    try (Running again = Encoder.loop(file, quickstart.pushUrl("blocking"))) {
      await("the encoder is refused").atMost(PATIENCE).until(() -> !again.isAlive());
    }

    portal.page().navigate(quickstart.text("portalUrl") + "/streams/blocked");
    assertThat(portal.page().locator("tbody").innerText())
        .contains("live/blocking", "The wrong camera");
    press("Resume live/blocking");
    portal.page().getByText("The stream may be published again.").waitFor();
    try (Running encoder = Encoder.loop(file, quickstart.pushUrl("blocking"))) {
      quickstart.awaitLive("blocking");
      assertThat(encoder.isAlive()).isTrue();
    }
  }

  private void visit(String path) {
    portal.page().navigate(quickstart.text("portalUrl") + "/streams/localhost/live/" + path);
  }

  private void press(String button) {
    portal
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }
}
