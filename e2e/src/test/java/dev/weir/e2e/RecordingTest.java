package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.weir.e2e.browser.PortalPage;
import dev.weir.e2e.browser.SharedBrowser;
import dev.weir.e2e.browser.WatchPage;
import dev.weir.e2e.media.Archive;
import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.ControlApi;
import dev.weir.e2e.server.ControlApi.Recorded;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.SharedWeir;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.FlvViewer;
import dev.weir.e2e.viewer.Tag;
import dev.weir.testkit.ffmpeg.Packet;
import dev.weir.testkit.ffmpeg.Running;
import dev.weir.testkit.s3.S3UnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an encoder pushes is found again in the library, in every format, packet by packet: whatever
 * happens to the object store and to the node meanwhile.
 */
@ExtendWith({SharedWeir.class, SharedBrowser.class})
@org.junit.jupiter.api.Tag("long")
@Timeout(480)
class RecordingTest {

  private static final List<String> FORMATS = List.of("hls", "mp4", "flv");

  /**
   * A request that was under way when the store went away may count as lost after two minutes only,
   * and is made again within one.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** A key frame each two seconds, and a segment from each to the next. */
  private static final int SEGMENT_FRAMES = 50;

  private static final int FRAME_MS = 40;

  @TempDir private Path folder;

  @Test
  void aRecordingIsTheFilmAndPlaysFromTheLibrary(WeirProcess weir, Browser browser) {
    Quickstart quickstart = weir.quickstart();
    ControlApi api = api(quickstart);
    Path film = Source.h264AndAac().draw(folder, "film", 8);
    Archive archive = new Archive(Packet.read(film.toString()));
    api.record("filmed");
    try (Running encoder = Encoder.hurry(film, 8, quickstart.pushUrl("filmed"))) {
      encoder.finish(PATIENCE).expectSuccess();
    }
    List<Recorded> ready = awaitReady(api, "filmed", 1);
    isTheFilm(archive, quickstart, "filmed", ready);

    String id = only("hls", ready).getFirst().id();
    try (WatchPage replay =
            WatchPage.open(browser, quickstart.playUrl("filmed/recordings/" + id + ".html"));
        PortalPage portal = PortalPage.open(browser, quickstart)) {
      plays(replay.page());
      assertThat(replay.console()).noneMatch(line -> line.startsWith("error:"));
      portal.signIn(quickstart.text("email"), quickstart.text("password"));
      String page = quickstart.text("portalUrl") + "/recordings/" + id;
      await("its picture")
          .atMost(PATIENCE)
          .until(() ->
              portal
                  .page()
                  .request()
                  .get(page + "/poster")
                  .headers()
                  .get("content-type")
                  .equals("image/jpeg"));
      portal.page().navigate(page);
      portal.page().locator("iframe[title='The recording']").waitFor();
      portal.pictures("recording");
      portal.page().navigate(quickstart.text("portalUrl") + "/recordings");
      portal.pictures("library");
      assertThat(portal.complaints()).isEmpty();
    }
  }

  /** It begins, its clock moves, and pictures are decoded. */
  private static void plays(Page page) {
    page.waitForFunction("() => window.weirReplay?.duration > 7");
    page.evaluate("() => document.querySelector('video').play()");
    page.waitForFunction(
        "() => window.weirReplay.currentTime > 1"
            + " && document.querySelector('video').getVideoPlaybackQuality().totalVideoFrames > 20");
    assertThat(page.evaluate("() => window.weirReplay.state + ' ' + window.weirReplay.form"))
        .isEqualTo("playing hls");
  }

  /** It is away when the first file is to be saved, and dies while the second one is. */
  @Test
  void nothingIsMissingWhenTheStoreWasAway() {
    Path film = Source.h264AndAac().at(3000).draw(folder, "film", 140, "noise=alls=40:allf=t");
    Archive archive = new Archive(Packet.read(film.toString()));
    try (S3UnderTest store = new S3UnderTest(folder.resolve("s3"));
        WeirProcess weir = start(store)) {
      Quickstart quickstart = weir.quickstart();
      ControlApi api = api(quickstart);
      api.record("filmed");
      try (Running encoder = Encoder.hurry(film, 4, quickstart.pushUrl("filmed"))) {
        quickstart.awaitLive("filmed");
        try (FlvViewer viewer = FlvViewer.open(quickstart.playUrl("filmed.flv"))) {
          awaitPicture(viewer, 40_000);
          store.stop();
          awaitPicture(viewer, 90_000);
          store.startAgain();
          awaitPicture(viewer, 122_500);
          store.stop();
        }
        encoder.finish(PATIENCE).expectSuccess();
      }
      store.startAgain();
      isTheFilm(archive, quickstart, "filmed", awaitReady(api, "filmed", 3));
      assertThat(weir.metrics().sum("weir_recorder_save_failures", "")).isPositive();
      assertThat(weir.metrics().sum("weir_recorder_lost_segments", "")).isZero();
      nothingIsSpooled(weir);
    }
  }

  /** All is there but the segment that was not closed when the node was killed. */
  @Test
  void aKilledNodeLosesTheOpenSegmentAlone() {
    Path film = Source.h264AndAac().draw(folder, "film", 24);
    Archive archive = new Archive(Packet.read(film.toString()));
    try (S3UnderTest store = new S3UnderTest(folder.resolve("s3"))) {
      WeirProcess weir = start(store);
      int closed;
      try {
        ControlApi api = api(weir.quickstart());
        api.record("filmed");
        closed = pushAndKill(weir, film);
      } finally {
        weir.close();
      }
      try (WeirProcess again = weir.startAgain()) {
        Quickstart quickstart = again.quickstart();
        ControlApi api = api(quickstart);
        for (Recorded left : awaitReady(api, "filmed", 1)) {
          Archive.Place end =
              archive.follow(
                  new Archive.Place(0, 0), url(quickstart, "filmed", left), left.durationMs());
          System.out.printf(
              "%s: %d pictures of at least %d that were in closed segments%n",
              left.format(), end.pictures(), closed);
          assertThat(end.pictures()).isGreaterThanOrEqualTo(closed);
          assertThat(end.pictures() % SEGMENT_FRAMES).isZero();
        }
        try (Running encoder = Encoder.hurry(film, 8, quickstart.pushUrl("filmed"))) {
          encoder.finish(PATIENCE).expectSuccess();
        }
        List<Recorded> all = awaitReady(api, "filmed", 2);
        isTheFilm(archive, quickstart, "filmed", all.subList(FORMATS.size(), all.size()));
        nothingIsSpooled(again);
      }
    }
  }

  /**
   * Returns how many pictures were in segments that ended a second before the node did, or earlier:
   * those before the last key frame that a viewer had by then.
   */
  private static int pushAndKill(WeirProcess weir, Path film) {
    Quickstart quickstart = weir.quickstart();
    try (Running _ = Encoder.push(film, quickstart.pushUrl("filmed"))) {
      quickstart.awaitLive("filmed");
      try (FlvViewer viewer = FlvViewer.open(quickstart.playUrl("filmed.flv"))) {
        awaitPicture(viewer, 13_000);
        long killedNanos = System.nanoTime();
        weir.kill();
        Tag key =
            viewer.frames(Tag.VIDEO).stream()
                .filter(Tag::keyFrame)
                .filter(tag -> killedNanos - tag.arrivedNanos() > 1_000_000_000)
                .reduce((_, later) -> later)
                .orElseThrow();
        return Math.round((float) key.timestampMs() / (SEGMENT_FRAMES * FRAME_MS)) * SEGMENT_FRAMES;
      }
    }
  }

  private WeirProcess start(S3UnderTest store) {
    return WeirProcess.start(
        folder.resolve("data"),
        Map.of(
            "WEIR_STORAGE_URL", store.storageUrl(),
            "WEIR_STORAGE_ACCESS_KEY", S3UnderTest.ACCESS_KEY,
            "WEIR_STORAGE_SECRET_KEY", S3UnderTest.SECRET_KEY));
  }

  private static ControlApi api(Quickstart quickstart) {
    return new ControlApi(quickstart.text("portalUrl"), quickstart.text("apiKey"));
  }

  private static void awaitPicture(FlvViewer viewer, int timestampMs) {
    viewer.await(tag -> tag.type() == Tag.VIDEO && tag.timestampMs() > timestampMs, PATIENCE);
  }

  /** So many takes, each in all formats, and nothing else. */
  private static List<Recorded> awaitReady(ControlApi api, String stream, int takes) {
    return await("recordings in the store")
        .atMost(PATIENCE)
        .until(
            () -> api.recordings(stream),
            all ->
                all.size() == takes * FORMATS.size()
                    && all.stream().allMatch(one -> one.state().equals("READY")));
  }

  /** In each format, file after file. */
  private static void isTheFilm(
      Archive archive, Quickstart quickstart, String stream, List<Recorded> ready) {
    for (String format : FORMATS) {
      Archive.Place place = new Archive.Place(0, 0);
      for (Recorded file : only(format, ready)) {
        place = archive.follow(place, url(quickstart, stream, file), file.durationMs());
      }
      assertThat(place).as(format).isEqualTo(archive.end());
    }
  }

  private static List<Recorded> only(String format, List<Recorded> all) {
    return all.stream().filter(one -> one.format().equals(format)).toList();
  }

  private static String url(Quickstart quickstart, String stream, Recorded file) {
    String extension = file.format().equals("hls") ? "m3u8" : file.format();
    return quickstart.playUrl(stream + "/recordings/" + file.id() + "." + extension).toString();
  }

  private static void nothingIsSpooled(WeirProcess weir) {
    await("an empty spool")
        .atMost(PATIENCE)
        .until(() -> {
          try (Stream<Path> takes = Files.list(weir.dataDir().resolve("recorder"))) {
            return takes.findAny().isEmpty();
          } catch (IOException gone) {
            return false;
          }
        });
  }
}
