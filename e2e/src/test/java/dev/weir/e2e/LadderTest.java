package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import dev.weir.e2e.browser.SharedBrowser;
import dev.weir.e2e.browser.WatchPage;
import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.ControlApi;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.Web;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.FlvViewer;
import dev.weir.e2e.viewer.HlsPlaylist;
import dev.weir.e2e.viewer.HlsViewer;
import dev.weir.e2e.viewer.Tag;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.ffmpeg.Running;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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

/** A ladder of three rungs: it plays, it is cut alike, and its encoder may die at any time. */
@ExtendWith(SharedBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class LadderTest {

  private static final List<String> RUNGS = List.of("mid", "low", "tiny");
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  /** The promise, which the long run looks at; else others share the cores. */
  private static final Duration BACK_WITHIN = Duration.ofSeconds(5);

  /** Who has encoded for a second has not failed, and the next one follows soon. */
  private static final int WORKED_FRAMES = 50;

  private static final Duration SETTLING = Duration.ofSeconds(8);
  private static final Duration CLIMB = Duration.ofSeconds(90);
  private static final int NARROW_BITS = 260_000;
  private static final int WIDE_BITS = 20_000_000;

  /** The source's pictures are 40 ms apart. */
  private static final int HOLE_MS = 100;

  private Path folder;
  private Path film;
  private WeirProcess weir;
  private Quickstart quickstart;
  private Running encoder;

  @BeforeAll
  void push(@TempDir Path temporary) {
    folder = temporary;
    weir = WeirProcess.start(folder.resolve("data"), Map.of("WEIR_TRANSCODER_THREADS", "1"));
    quickstart = weir.quickstart();
    ControlApi api = new ControlApi(quickstart.text("portalUrl"), quickstart.text("apiKey"));
    api.template("mid", 240, 250);
    api.template("low", 144, 120);
    api.template("tiny", 96, 80);
    api.ladder("show*", RUNGS);
    film = Source.forBrowsers().draw(folder, "show", 40);
    encoder = Encoder.loop(film, quickstart.pushUrl("show"));
    await("the whole ladder").atMost(PATIENCE).until(() -> variants().size() == 4);
  }

  @AfterAll
  void end() {
    encoder.close();
    weir.close();
  }

  private List<URI> variants() {
    URI uri = quickstart.playUrl("show.m3u8");
    return Web.get(uri)
        .body()
        .lines()
        .filter(line -> line.endsWith(".m3u8"))
        .map(uri::resolve)
        .toList();
  }

  private List<ProcessHandle> encoders() {
    return weir.handle()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/ffmpeg"))
        .toList();
  }

  private List<Path> privateDirectories() {
    try (Stream<Path> all = Files.list(weir.dataDir().resolve("transcoder"))) {
      return all.toList();
    } catch (IOException gone) {
      return List.of();
    }
  }

  @Test
  @Order(1)
  void theMultivariantPlaylistDescribesEachRung() {
    String playlist = HlsViewer.open(quickstart.playUrl("show.m3u8")).multivariant();

    assertThat(
            playlist
                .lines()
                .filter(line -> line.startsWith("#EXT-X-STREAM-INF:"))
                .map(line -> line.replaceAll(".*RESOLUTION=([0-9x]+),.*", "$1")))
        .containsExactly("640x360", "426x240", "256x144", "170x96");
    assertThat(playlist.lines().filter(line -> line.startsWith("#EXT-X-STREAM-INF:")))
        .allMatch(line -> line.matches(".*CODECS=\"avc1\\.[0-9a-f]{6},mp4a\\.40\\.2\".*"))
        .allMatch(line -> line.contains("FRAME-RATE=25.") && line.contains("AVERAGE-BANDWIDTH="));
    assertThat(playlist.lines().filter(line -> line.startsWith("#EXT-X-MEDIA:"))).hasSize(1);
  }

  @Test
  @Order(1)
  void segmentsOfAllRungsBeginWithAKeyFrameAtTheSameTime() throws IOException {
    List<URI> variants = variants();
    await("segments of all rungs").atMost(PATIENCE).until(() -> common(variants).size() >= 3);

    for (String segment : common(variants)) {
      Set<String> beginnings = new HashSet<>();
      for (URI variant : variants) {
        beginnings.add(firstPacket(HlsViewer.load(variant), segment));
      }
      assertThat(beginnings).as(segment).hasSize(1);
      assertThat(beginnings.iterator().next()).as(segment).contains("K");
    }
  }

  /** Names of the whole segments that each variant lists; a rung's first one may begin later. */
  private static Set<String> common(List<URI> variants) {
    Set<String> names = new HashSet<>();
    for (URI variant : variants) {
      List<String> listed =
          HlsViewer.load(variant).segments().stream()
              .skip(1)
              .map(uri -> uri.getPath().replaceAll(".*/", ""))
              .toList();
      if (variant.equals(variants.getFirst())) {
        names.addAll(listed);
      } else {
        names.retainAll(listed);
      }
    }
    return names;
  }

  /** When the first picture of a segment is shown, and whether decoding can begin there. */
  private String firstPacket(HlsPlaylist playlist, String segment) throws IOException {
    Path file = Files.createTempFile(folder, "segment", ".mp4");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(Web.bytes(playlist.map().orElseThrow()).body());
      out.write(Web.bytes(playlist.uri().resolve(segment)).body());
    }
    String packets =
        Ffmpeg.probe(
                "-select_streams",
                "v:0",
                "-show_entries",
                "packet=pts_time,flags",
                "-of",
                "csv=p=0",
                file.toString())
            .text();
    return packets.lines().findFirst().orElseThrow();
  }

  /** A network that carries the smallest rung alone comes, and goes again. */
  @Test
  @Order(1)
  @org.junit.jupiter.api.Tag("long")
  void aBrowserSwitchesDownAndUpByItself(Browser browser) {
    try (WatchPage watch =
        WatchPage.open(browser, quickstart.playUrl("show.html", "protocol=hls"))) {
      watch.awaitPlaying(PATIENCE);
      watch.awaitLines(360, PATIENCE);
      watch.watch(SETTLING);
      watch.beginToWatch();
      watch.throttle(NARROW_BITS);
      watch.awaitLines(96, PATIENCE);
      watch.throttle(WIDE_BITS);
      watch.awaitLines(360, CLIMB);
      JsonNode report = watch.report();
      String context = report.path("errors") + " " + report.path("events") + watch.console();
      assertThat(report.path("stalls").asInt()).as(context).isZero();
      assertThat(report.path("events").path("waiting").asInt()).as(context).isZero();
      assertThat(report.path("events").path("seeking").asInt()).as(context).isZero();
      assertThat(report.path("pageErrors")).as(context).isEmpty();
    }
  }

  @Test
  @Order(2)
  void everyRenditionIsBackAfterItsEncoderWasKilled() {
    killAgainAndAgain(3, PATIENCE);
  }

  @Test
  @Order(2)
  @org.junit.jupiter.api.Tag("long")
  void everyRenditionIsBackWithinFiveSeconds() {
    killAgainAndAgain(20, BACK_WITHIN);
  }

  private void killAgainAndAgain(int times, Duration limit) {
    Map<String, FlvViewer> viewers = new TreeMap<>();
    try (FlvViewer source = FlvViewer.open(quickstart.playUrl("show.flv"))) {
      RUNGS.forEach(
          rung -> viewers.put(rung, FlvViewer.open(quickstart.playUrl("show_" + rung + ".flv"))));
      viewers.values().forEach(viewer -> viewer.await(Tag::keyFrame, PATIENCE));
      List<Duration> back = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        back.add(kill(viewers, limit));
      }
      Collections.sort(back);
      System.out.printf(
          "killed %d times: all renditions were back within %s, half of the times within %s%n",
          times, back.getLast(), back.get(times / 2));
      assertWhole(source);
    } finally {
      viewers.values().forEach(FlvViewer::close);
    }
  }

  /** Waits until pictures come again, by another process; how long that took. */
  private Duration kill(Map<String, FlvViewer> viewers, Duration limit) {
    List<ProcessHandle> before = encoders();
    assertThat(before).hasSize(1);
    Map<String, Integer> seen = new TreeMap<>();
    before.getFirst().destroyForcibly();
    await("its end").atMost(PATIENCE).until(() -> !before.getFirst().isAlive());
    viewers.forEach((rung, viewer) -> seen.put(rung, viewer.frames(Tag.VIDEO).size()));
    long killedNanos = System.nanoTime();
    await("another process").atMost(PATIENCE).until(() -> !encoders().isEmpty());
    await("pictures of all rungs").atMost(PATIENCE).until(() -> allHave(viewers, seen, 2));
    Duration back = Duration.ofNanos(System.nanoTime() - killedNanos);
    assertThat(back).isLessThan(limit);
    await("a process that has done its work")
        .atMost(PATIENCE)
        .until(() -> allHave(viewers, seen, WORKED_FRAMES));
    assertThat(privateDirectories()).hasSize(1);
    return back;
  }

  private static boolean allHave(
      Map<String, FlvViewer> viewers, Map<String, Integer> seen, int more) {
    return viewers.entrySet().stream()
        .allMatch(viewer ->
            viewer.getValue().frames(Tag.VIDEO).size()
                >= seen.getOrDefault(viewer.getKey(), 0) + more);
  }

  private static void assertWhole(FlvViewer source) {
    List<Integer> times = source.frames(Tag.VIDEO).stream().map(Tag::timestampMs).sorted().toList();
    assertThat(times).hasSizeGreaterThan(25);
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i) - times.get(i - 1)).isLessThan(HOLE_MS);
    }
    assertThat(source.ended()).isFalse();
    assertThat(source.failure()).isEmpty();
  }

  @Test
  @Order(3)
  void nothingIsLeftOverOfAnEndedStreamNorOfAKilledServer() {
    encoder.close();
    await("no process").atMost(PATIENCE).until(() -> encoders().isEmpty());
    await("no directory").atMost(PATIENCE).until(() -> privateDirectories().isEmpty());

    encoder = Encoder.loop(film, quickstart.pushUrl("show"));
    await("a process").atMost(PATIENCE).until(() -> !encoders().isEmpty());
    List<ProcessHandle> children = new ArrayList<>(weir.handle().descendants().toList());
    weir.kill();
    await("an end of all")
        .atMost(PATIENCE)
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    encoder.close();
    weir = weir.startAgain();
    assertThat(privateDirectories()).isEmpty();
  }
}
