package dev.weir.e2e.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.weir.e2e.media.FrameCounter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A watch page in a tab of its own, with a witness in it that sees what a viewer sees: which
 * picture is on the screen and when, what the media element went through, and every error event of
 * hls.js and mpegts.js, whatever the page makes of it.
 */
public final class WatchPage implements AutoCloseable {

  private static final String WITNESS = "witness.js";

  private final BrowserContext context;
  private final Page page;
  private final List<String> console = new ArrayList<>();
  private Optional<CDPSession> network = Optional.empty();

  private WatchPage(BrowserContext context, Page page) {
    this.context = context;
    this.page = page;
  }

  /** Opens the page. */
  public static WatchPage open(Browser browser, URI uri) {
    BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 800));
    WatchPage watch = new WatchPage(context, context.newPage());
    watch.page.onConsoleMessage(
        message -> watch.console.add(message.type() + ": " + message.text()));
    watch.page.onPageError(error -> watch.console.add("page error: " + error));
    watch.page.addInitScript(witness());
    watch.page.navigate(uri.toString());
    return watch;
  }

  private static String witness() {
    try (InputStream in = WatchPage.class.getResourceAsStream(WITNESS)) {
      if (in == null) {
        throw new IllegalStateException(WITNESS + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("BITS", Integer.toString(FrameCounter.BITS))
          .replace("STEP", Integer.toString(FrameCounter.STEP))
          .replace("LEFT", Integer.toString(FrameCounter.LEFT))
          .replace("BAR_HEIGHT", Integer.toString(FrameCounter.BAR_HEIGHT));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Waits until the picture moves. */
  public void awaitPlaying(Duration limit) {
    page.waitForFunction(
        "() => window.weirPlayer?.state === 'playing'",
        null,
        new Page.WaitForFunctionOptions().setTimeout((double) limit.toMillis()));
  }

  /** Waits until pictures of so many lines are shown. */
  public void awaitLines(int lines, Duration limit) {
    page.waitForFunction(
        "lines => document.querySelector('video').videoHeight === lines",
        lines,
        new Page.WaitForFunctionOptions().setTimeout((double) limit.toMillis()));
  }

  /** From now on the page's network carries so much. */
  public void throttle(int bitsPerSecond) {
    // Of two sessions, the conditions of both would hold.
    CDPSession session = network.orElseGet(() -> context.newCDPSession(page));
    network = Optional.of(session);
    session.send("Network.enable");
    JsonObject conditions = new JsonObject();
    conditions.addProperty("offline", false);
    conditions.addProperty("latency", 0);
    conditions.addProperty("downloadThroughput", bitsPerSecond / Byte.SIZE);
    conditions.addProperty("uploadThroughput", -1);
    session.send("Network.emulateNetworkConditions", conditions);
  }

  /** Lets time pass, in which the page plays. */
  public void watch(Duration time) {
    page.waitForTimeout((double) time.toMillis());
  }

  /** Forgets what the witness has seen so far. */
  public void beginToWatch() {
    page.evaluate("() => window.witness.begin()");
  }

  /** What the witness has seen since. */
  public JsonNode report() {
    String report = (String) page.evaluate("() => JSON.stringify(window.witness.report())");
    try {
      return new ObjectMapper().readTree(report);
    } catch (JsonProcessingException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Keeps a picture of the page. */
  public void screenshot(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  /** The page itself, for what only one test does. */
  public Page page() {
    return page;
  }

  /** What the page has printed. */
  public List<String> console() {
    return List.copyOf(console);
  }

  @Override
  public void close() {
    context.close();
  }
}
