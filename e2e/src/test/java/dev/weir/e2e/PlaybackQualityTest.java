package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.weir.e2e.browser.PortalPage;
import dev.weir.e2e.browser.Screenshots;
import dev.weir.e2e.browser.SharedBrowser;
import dev.weir.e2e.browser.WatchPage;
import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.SharedWeir;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.testkit.ffmpeg.Running;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real browser plays, is throttled into a stall, and leaves, having paused before. The portal
 * says how that was: one start, one stall, and no more watched time than pictures ran.
 */
@Tag("long")
@Alone
@ExtendWith({SharedWeir.class, SharedBrowser.class})
@Timeout(240)
class PlaybackQualityTest {

  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int THROTTLED_BITS = 30_000;
  private static final int FREE_BITS = 100_000_000;
  private static final int STARTUP_P50_MS = 6;
  private static final int WATCHED_MS = 8;
  private static final int STALLED_MS = 10;

  @Test
  void thePortalTellsOfTheStartAndTheStall(
      WeirProcess weir, Browser browser, @TempDir Path folder) {
    Quickstart quickstart = weir.quickstart();
    Path file = Source.forBrowsers().draw(folder, "quality", 60);
    try (Running _ = Encoder.loop(file, quickstart.pushUrl("quality"));
        PortalPage portal = PortalPage.open(browser, quickstart)) {
      quickstart.awaitLive("quality");
      long beganNanos = System.nanoTime();
      stallAndPause(browser, quickstart);
      Duration passed = Duration.ofNanos(System.nanoTime() - beganNanos);

      portal.signIn(quickstart.text("email"), quickstart.text("password"));
      String page = quickstart.text("portalUrl") + "/analytics/quality?span=1h&stream=quality";
      await("the portal knows")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> {
            portal.page().navigate(page);
            assertThat(portal.page().locator("main").innerText())
                .contains("1 started", "1 stall", "Low-latency HLS");
          });
      Screenshots.keep(
          "quality.png",
          to ->
              portal.page().screenshot(new Page.ScreenshotOptions().setPath(to).setFullPage(true)));
      String csv =
          String.valueOf(
              portal
                  .page()
                  .evaluate(
                      "url => fetch(url).then(answer => answer.text())",
                      page.replace("quality?", "quality.csv?")));
      System.out.println(csv + "passed " + passed);
      assertThat(sum(csv, STARTUP_P50_MS)).as("startup, ms").isBetween(50L, 20_000L);
      assertThat(sum(csv, STALLED_MS)).as("stalled, ms").isBetween(500L, passed.toMillis());
      assertThat(sum(csv, WATCHED_MS))
          .as("watched, ms")
          .isBetween(4_000L, passed.toMillis() - PAUSE.toMillis());
    }
  }

  /** A column of all minutes; of the startup one says something. */
  private static long sum(String csv, int column) {
    return csv.lines().skip(1).mapToLong(line -> Long.parseLong(line.split(",", -1)[column])).sum();
  }

  private static void stallAndPause(Browser browser, Quickstart quickstart) {
    try (WatchPage watch =
        WatchPage.open(browser, quickstart.playUrl("quality.html", "protocol=ll-hls"))) {
      watch.awaitPlaying(PATIENCE);
      watch.watch(Duration.ofSeconds(5));
      watch.page().evaluate("() => document.getElementById('play').click()");
      watch.watch(PAUSE);
      watch.page().evaluate("() => document.getElementById('play').click()");
      watch.watch(Duration.ofSeconds(4));
      watch.throttle(THROTTLED_BITS);
      await("it stalls")
          .atMost(PATIENCE)
          .until(() -> {
            watch.watch(Duration.ofMillis(200));
            return watch.page().evaluate("() => window.weirPlayer.state").equals("buffering");
          });
      watch.watch(Duration.ofSeconds(1));
      watch.throttle(FREE_BITS);
      watch.awaitPlaying(PATIENCE);
      watch.watch(Duration.ofSeconds(3));
      watch.page().navigate("about:blank");
    }
  }
}
