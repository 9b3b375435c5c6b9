package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import dev.weir.e2e.browser.Screenshots;
import dev.weir.e2e.browser.SharedBrowser;
import dev.weir.e2e.browser.WatchPage;
import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.FrameCounter;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.SharedWeir;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.FlvViewer;
import dev.weir.e2e.viewer.Tag;
import dev.weir.testkit.ffmpeg.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The watch page plays in a real browser, for a minute or half of one, without a hitch and close to
 * live.
 *
 * <p>Three pages watch one stream at the same time, each over another protocol. The stream's
 * pictures carry their numbers, and a viewer of HTTP-FLV notes when each number left the server: so
 * what a page shows says how late it is, whatever its player believes.
 */
@Alone
@ExtendWith({SharedWeir.class, SharedBrowser.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class BrowserPlaybackTest {

  private static final int SOURCE_SECONDS =
      50 + (int) Watch.forAsLongAs(Duration.ofSeconds(60)).toSeconds();
  private static final int FRAMES_PER_SECOND = 25;
  private static final int FRAME_MS = 1000 / FRAMES_PER_SECOND;
  private static final Duration START_LIMIT = Duration.ofSeconds(40);
  private static final Duration SETTLING = Duration.ofSeconds(8);
  private static final Duration WATCHING = Watch.forAsLongAs(Duration.ofSeconds(60));
  private static final int LEAST_SAMPLES = (int) (WATCHING.toSeconds() * 10 / 3);
  private static final double UNKNOWN_S = 99;
  private static final double MOST_SECONDS_ON_ONE_PICTURE = 0.6;

  enum Player {
    LOW_LATENCY_HLS("ll-hls", OptionalDouble.of(2)),
    HTTP_FLV("flv", OptionalDouble.of(1)),
    HLS("hls", OptionalDouble.empty());

    private final String protocol;
    private final transient OptionalDouble mostLatencySeconds;

    Player(String protocol, OptionalDouble mostLatencySeconds) {
      this.protocol = protocol;
      this.mostLatencySeconds = mostLatencySeconds;
    }
  }

  private Path folder;

  private final Map<Player, JsonNode> reports = new EnumMap<>(Player.class);
  private final Map<Player, List<String>> consoles = new EnumMap<>(Player.class);
  private final Map<Integer, Long> pushedAtMs = new HashMap<>();
  private Running encoder;

  @BeforeAll
  void watch(WeirProcess weir, Browser browser, @TempDir Path temporary) {
    folder = temporary;
    Quickstart quickstart = weir.quickstart();
    Path file =
        Source.forBrowsers().draw(folder, "numbered", SOURCE_SECONDS, FrameCounter.filter());
    encoder = Encoder.push(file, quickstart.pushUrl("numbered"));
    quickstart.awaitLive("numbered");
    long epochMinusNanosMs = System.currentTimeMillis() - System.nanoTime() / 1_000_000;
    try (FlvViewer reference = FlvViewer.open(quickstart.playUrl("numbered.flv"))) {
      Map<Player, WatchPage> pages = new EnumMap<>(Player.class);
      for (Player player : Player.values()) {
        pages.put(
            player,
            WatchPage.open(
                browser, quickstart.playUrl("numbered.html", "protocol=" + player.protocol)));
      }
      pages.values().forEach(page -> page.awaitPlaying(START_LIMIT));
      pages.get(Player.HTTP_FLV).watch(SETTLING);
      pages.values().forEach(WatchPage::beginToWatch);
      pages.get(Player.HTTP_FLV).watch(WATCHING);
      pages.forEach((player, page) -> reports.put(player, page.report()));
      pages.forEach((player, page) -> Screenshots.keep(player + ".png", page::screenshot));
      pages.forEach((player, page) -> consoles.put(player, page.console()));
      pages.values().forEach(WatchPage::close);
      for (Tag tag : reference.frames(Tag.VIDEO)) {
        int frame = (tag.timestampMs() + tag.compositionMs()) / FRAME_MS;
        pushedAtMs.put(frame, tag.arrivedNanos() / 1_000_000 + epochMinusNanosMs);
      }
    }
  }

  @AfterAll
  void endEncoder() {
    encoder.close();
  }

  @ParameterizedTest
  @EnumSource
  void playsWithoutErrorOrStall(Player player) {
    JsonNode report = reports.get(player);
    String context = player + ": " + withoutSamples(report) + "\n" + consoles.get(player);
    assertThat(report.path("errors")).as(context).isEmpty();
    assertThat(report.path("startErrors")).noneMatch(error -> error.asText().contains(" fatal"));
    assertThat(report.path("pageErrors")).as(context).isEmpty();
    assertThat(report.path("stalls").asInt()).as(context).isZero();
    assertThat(report.path("events").path("waiting").asInt()).as(context).isZero();
    assertThat(report.path("soundBytes").asLong()).as(context).isPositive();
    assertThat(consoles.get(player)).as(context).noneMatch(line -> line.startsWith("page error"));
  }

  @ParameterizedTest
  @EnumSource
  void thePictureMovesAllTheTime(Player player) {
    JsonNode report = reports.get(player);
    List<JsonNode> samples = samples(report);
    assertThat(samples).as(withoutSamples(report)).hasSizeGreaterThan(LEAST_SAMPLES);
    long movedAtMs = samples.getFirst().path("atMs").asLong();
    int frame = -1;
    for (JsonNode sample : samples) {
      if (sample.path("frame").asInt() != frame) {
        assertThat(sample.path("frame").asInt())
            .as("the picture goes forward")
            .isGreaterThan(frame);
        frame = sample.path("frame").asInt();
        movedAtMs = sample.path("atMs").asLong();
      }
      assertThat((sample.path("atMs").asLong() - movedAtMs) / 1000.0)
          .as("seconds on picture %d", frame)
          .isLessThan(MOST_SECONDS_ON_ONE_PICTURE);
    }
    assertThat(report.path("frames").asInt())
        .as("frames: %s", withoutSamples(report))
        .isGreaterThan((int) (WATCHING.toSeconds() * FRAMES_PER_SECOND * 0.9));
  }

  @ParameterizedTest
  @EnumSource(names = {"LOW_LATENCY_HLS", "HTTP_FLV"})
  void staysCloseToLive(Player player) {
    double most = player.mostLatencySeconds.orElseThrow();
    List<Double> measured = new ArrayList<>();
    List<Double> shown = new ArrayList<>();
    for (JsonNode sample : samples(reports.get(player))) {
      Long pushed = pushedAtMs.get(sample.path("frame").asInt() + frameShift());
      if (pushed != null) {
        measured.add((sample.path("atMs").asLong() - pushed) / 1000.0);
      }
      shown.add(sample.path("latencySeconds").asDouble(UNKNOWN_S));
    }
    assertThat(measured).hasSizeGreaterThan(LEAST_SAMPLES);
    System.out.printf(
        "%s: latency of the picture %s; as the page shows it %s%n",
        player, summary(measured), summary(shown));
    assertThat(shown).as("latency that the page shows, s").allMatch(seconds -> seconds < most);
    assertThat(measured).as("latency of the picture itself, s").allMatch(seconds -> seconds < most);
  }

  /** Two B-frames shift the first picture's presentation by two frames. */
  private static int frameShift() {
    return 2;
  }

  private static String summary(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return "min %.2f median %.2f p95 %.2f max %.2f s"
        .formatted(
            sorted.getFirst(),
            sorted.get(sorted.size() / 2),
            sorted.get(sorted.size() * 95 / 100),
            sorted.getLast());
  }

  private static List<JsonNode> samples(JsonNode report) {
    List<JsonNode> samples = new ArrayList<>();
    report.path("samples").forEach(samples::add);
    return samples;
  }

  private static String withoutSamples(JsonNode report) {
    ObjectNode copy = report.deepCopy();
    copy.remove("samples");
    return copy.toString();
  }
}
