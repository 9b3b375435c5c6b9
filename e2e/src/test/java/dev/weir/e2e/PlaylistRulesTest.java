package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.SharedWeir;
import dev.weir.e2e.server.Web;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.HlsPlaylist;
import dev.weir.e2e.viewer.HlsViewer;
import dev.weir.e2e.viewer.PlaylistTrace;
import dev.weir.testkit.ffmpeg.Running;
import dev.weir.testkit.hls.Observation;
import dev.weir.testkit.hls.PlaylistChecker;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * HLS keeps the rules of RFC 8216 and of its second edition, on a live stream, as players see it.
 *
 * <p>Six players look at once: two media playlists and one of transport stream are polled, and the
 * same are asked for part by part, once with delta updates. A seventh follows an encoder that
 * leaves and returns.
 */
@ExtendWith(SharedWeir.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class PlaylistRulesTest {

  private static final Duration LOOKING = Duration.ofSeconds(24);
  private static final Duration RECONNECT_WINDOW = Duration.ofSeconds(10);
  private static final Duration GONE_LIMIT = Duration.ofSeconds(90);
  private static final Duration LONGEST_LOOK = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Parts come five a second, segments every other second. */
  private static final Duration USUAL_WAIT_FOR_A_PART = Duration.ofSeconds(1);

  private static final Duration LONGEST_WAIT_FOR_A_PART = Duration.ofSeconds(2);

  private final Executor threads = task -> Thread.ofVirtual().start(task);
  private final Map<String, PlaylistTrace> traces = new LinkedHashMap<>();

  private Path folder;

  private Quickstart quickstart;
  private Path file;
  private Running encoder;
  private HlsViewer viewer;
  private HlsViewer tsViewer;
  private CompletableFuture<Returned> returned;

  @BeforeAll
  void look(WeirProcess weir, @TempDir Path temporary) {
    folder = temporary;
    quickstart = weir.quickstart();
    file = Source.h264AndAac().draw(folder, "rules", 90);
    encoder = Encoder.loop(file, quickstart.pushUrl("rules"));
    quickstart.awaitLive("rules");
    viewer = HlsViewer.open(quickstart.playUrl("rules.m3u8"));
    tsViewer = HlsViewer.open(quickstart.playUrl("rules.m3u8", "container=ts"));
    URI audio = viewer.audio().orElseThrow();
    Map<String, CompletableFuture<PlaylistTrace>> looking = new LinkedHashMap<>();
    looking.put("polled picture", later(() -> PlaylistTrace.poll(viewer.video(), LOOKING)));
    looking.put("polled sound", later(() -> PlaylistTrace.poll(audio, LOOKING)));
    looking.put("polled TS", later(() -> PlaylistTrace.poll(tsViewer.video(), LOOKING)));
    looking.put("blocked picture", later(() -> PlaylistTrace.block(viewer.video(), LOOKING, "")));
    looking.put("blocked sound", later(() -> PlaylistTrace.block(audio, LOOKING, "")));
    looking.put(
        "skipping picture",
        later(() -> PlaylistTrace.block(viewer.video(), LOOKING, "&_HLS_skip=YES")));
    // Another stream meanwhile, which takes about as long.
    returned = later(this::leaveAndReturn);
    looking.forEach((name, trace) -> traces.put(name, trace.join()));
  }

  private <T> CompletableFuture<T> later(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, threads);
  }

  @AfterAll
  void endEncoder() {
    encoder.close();
  }

  private PlaylistTrace trace(String name) {
    return Objects.requireNonNull(traces.get(name));
  }

  @Test
  void playlistsKeepTheRules() {
    traces.forEach((name, trace) ->
        assertThat(PlaylistChecker.check(trace.observations()))
            .as("%s, which ends with:%n%s", name, trace.last().text())
            .isEmpty());
  }

  @Test
  void renditionsAgree() {
    Map<String, String> renditions = new LinkedHashMap<>();
    renditions.put("picture", HlsViewer.load(viewer.video()).text());
    renditions.put("sound", HlsViewer.load(viewer.audio().orElseThrow()).text());
    assertThat(PlaylistChecker.checkTogether(renditions)).isEmpty();
  }

  @Test
  void blockingRequestsAreAnsweredPartByPart() {
    PlaylistTrace trace = trace("blocked picture");
    assertThat(trace.waits()).hasSizeGreaterThan((int) LOOKING.toSeconds());
    List<Duration> waits = trace.waits().stream().sorted().toList();
    assertThat(waits.get(waits.size() * 9 / 10)).isLessThan(USUAL_WAIT_FOR_A_PART);
    assertThat(waits.getLast()).isLessThan(LONGEST_WAIT_FOR_A_PART);
  }

  @Test
  void deltaUpdatesSkip() {
    assertThat(trace("skipping picture").observations())
        .anyMatch(observation -> observation.text().contains("#EXT-X-SKIP:SKIPPED-SEGMENTS="));
  }

  @Test
  void transportStreamHasNoParts() {
    assertThat(trace("polled TS").last().text()).doesNotContain("#EXT-X-PART");
  }

  @Test
  void whatIsListedCanBeDownloaded() {
    HlsPlaylist playlist = HlsViewer.load(viewer.video());
    List<URI> listed = new ArrayList<>(playlist.segments());
    listed.addAll(playlist.openParts());
    playlist.map().ifPresent(listed::add);
    for (URI uri : listed) {
      HttpResponse<byte[]> answer = Web.bytes(uri);
      assertThat(answer.statusCode()).as("%s", uri).isEqualTo(200);
      assertThat(answer.headers().firstValueAsLong("content-length"))
          .hasValue(answer.body().length);
      assertThat(answer.headers().firstValue("content-type").orElse("")).contains("mp4");
      assertThat(answer.headers().firstValue("cache-control").orElse("")).contains("max-age");
      assertThat(Web.head(uri).headers().firstValueAsLong("content-length"))
          .hasValue(answer.body().length);
    }
    HttpResponse<byte[]> segment =
        Web.bytes(HlsViewer.load(tsViewer.video()).segments().getFirst());
    assertThat(segment.headers().firstValue("content-type")).hasValue("video/mp2t");
    assertThat(segment.body().length % 188).isZero();
  }

  @Test
  void theHintedPartArrivesWhenItIsThere() {
    HlsPlaylist playlist = HlsViewer.load(viewer.video());
    HttpResponse<byte[]> part = Web.bytes(playlist.hint().orElseThrow());
    assertThat(part.statusCode()).isEqualTo(200);
    assertThat(part.body()).isNotEmpty();
  }

  @Test
  void directivesThatCannotBeMeantAreRefused() {
    HlsPlaylist playlist = HlsViewer.load(viewer.video());
    long next = playlist.lastSegment() + 1;
    assertThat(Web.get(playlist.with("_HLS_part=0")).statusCode()).isEqualTo(400);
    assertThat(Web.get(playlist.with("_HLS_msn=" + (next + 5))).statusCode()).isEqualTo(400);
    assertThat(Web.get(playlist.with("_HLS_msn=x")).statusCode()).isEqualTo(400);
    assertThat(Web.get(playlist.with("_HLS_msn=" + next + "&_HLS_part=500")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void futureSegmentsAreUnknownAndPastOnesGone() {
    URI segment = trace("polled picture").last().segments().getLast();
    long number = trace("polled picture").last().lastSegment();
    URI future = other(segment, number, number + 100);
    assertThat(Web.get(future).statusCode()).as("%s", future).isEqualTo(404);
    URI first = new HlsPlaylist(viewer.video(), firstSeen()).segments().getFirst();
    await("410 for the first segment of all")
        .atMost(GONE_LIMIT)
        .pollInterval(PlaylistTrace.POLL)
        .until(() -> Web.get(first).statusCode(), status -> status != 200);
    assertThat(Web.get(first).statusCode()).as("%s", first).isEqualTo(410);
  }

  private String firstSeen() {
    return trace("polled picture").observations().getFirst().text();
  }

  /** The same URL with another number; the number of a segment is part of its name. */
  private static URI other(URI segment, long number, long wanted) {
    String text = segment.toString();
    assertThat(text).contains(Long.toString(number));
    return URI.create(text.replace(Long.toString(number), Long.toString(wanted)));
  }

  @Test
  void playlistsAreCompressedForWhoCanReadThat() {
    HttpResponse<byte[]> answer =
        Web.send(
            HttpRequest.newBuilder(viewer.video()).header("Accept-Encoding", "gzip"),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
    assertThat(answer.headers().firstValue("content-type"))
        .hasValue("application/vnd.apple.mpegurl");
  }

  @Test
  void scriptsOfOtherOriginsMayRead() {
    HttpResponse<String> answer =
        Web.send(
            HttpRequest.newBuilder(viewer.video()).header("Origin", "https://player.example"),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.headers().firstValue("access-control-allow-origin")).isPresent();
  }

  /**
   * What a player of a stream saw whose encoder left, came back and left for good.
   *
   * @param trace until the playlist said that it had ended
   * @param late what who comes afterwards is told
   */
  private record Returned(PlaylistTrace trace, HttpResponse<String> late) {}

  private Returned leaveAndReturn() {
    try (Running first = Encoder.loop(file, quickstart.pushUrl("returning"))) {
      quickstart.awaitLive("returning");
      URI video = HlsViewer.open(quickstart.playUrl("returning.m3u8")).video();
      CompletableFuture<PlaylistTrace> looking =
          later(() -> PlaylistTrace.poll(video, LONGEST_LOOK));
      awaitSegments(video, 2);
      first.kill();
      await("a pause").pollDelay(Duration.ofSeconds(3)).until(() -> true);
      assertThat(HlsViewer.load(video).ended()).as("ended within the window").isFalse();
      try (Running second = Encoder.loop(file, quickstart.pushUrl("returning"))) {
        awaitSegments(video, 4);
        assertThat(second.isAlive()).isTrue();
      }
      await("the end is said")
          .atMost(RECONNECT_WINDOW.plus(PATIENCE))
          .until(() -> HlsViewer.load(video).ended());
      return new Returned(looking.join(), Web.get(quickstart.playUrl("returning.m3u8")));
    }
  }

  @Test
  void aReturningEncoderIsOneDiscontinuityAndAnEndedStreamIsGone() throws Exception {
    Returned stream = returned.get(LONGEST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
    PlaylistTrace trace = stream.trace();
    assertThat(trace.last().ended()).isTrue();
    assertThat(trace.last().discontinuities()).as(trace.last().text()).isEqualTo(1);
    assertThat(PlaylistChecker.check(withoutThePause(trace))).isEmpty();
    assertThat(stream.late().statusCode()).isEqualTo(410);
    assertThat(stream.late().body()).contains("STREAM_ENDED");
  }

  private static void awaitSegments(URI video, int count) {
    long from = HlsViewer.load(video).lastSegment();
    await(count + " more segments")
        .atMost(PATIENCE.plus(PATIENCE))
        .until(() -> HlsViewer.load(video).lastSegment() >= from + count);
  }

  /** While the encoder is away, no new version can come in time; that rule is not for it. */
  private static List<Observation> withoutThePause(PlaylistTrace trace) {
    List<Observation> all = trace.observations();
    List<Observation> changes = new ArrayList<>();
    String before = "";
    for (Observation observation : all) {
      if (!observation.text().equals(before)) {
        changes.add(new Observation(changes.size(), observation.text()));
        before = observation.text();
      }
    }
    return changes;
  }
}
