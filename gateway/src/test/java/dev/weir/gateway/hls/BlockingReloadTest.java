package dev.weir.gateway.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Clip;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Playback;
import dev.weir.gateway.house.Push;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.house.Web;
import dev.weir.media.hls.SegmenterSettings;
import dev.weir.stream.timeline.TimelineConfig;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Players wait for parts that are about to come, and are told at once what cannot come. The target
 * duration is one second here, so that patience ends after three.
 */
@Timeout(60)
final class BlockingReloadTest {

  private static final TimelineConfig SHORT =
      new TimelineConfig(
          new SegmenterSettings(1000, 200, 600, 8000), Duration.ofSeconds(60), 128L << 20);

  private static GatewayUnderTest gateway;
  private static Web web;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.start(SHORT);
    web = Web.of(gateway);
  }

  @AfterAll
  static void stop() throws Exception {
    web.close();
    gateway.close();
  }

  @Test
  void aPlaylistComesWhenThePartIsThere() throws Exception {
    Push push = push("parts", 5_400);
    Playback playback = Playback.open(web, "parts");
    String now = playback.text("video.m3u8");
    long running = runningSequence(now);
    CompletableFuture<HttpResponse<byte[]>> part =
        playback.getting("video.m3u8?_HLS_msn=" + running + "&_HLS_part=" + runningParts(now));
    CompletableFuture<HttpResponse<byte[]>> whole =
        playback.getting("video.m3u8?_HLS_msn=" + running);
    awaitWaiting("parts", 2);

    push.send(Clip.avcAac().between(5_400, 5_680));
    assertThat(hint(Web.body(part.get(5, TimeUnit.SECONDS)))).isNotEqualTo(hint(now));
    assertThat(whole.isDone()).isFalse();

    push.send(Clip.avcAac().between(5_680, 6_400));
    assertThat(runningSequence(Web.body(whole.get(5, TimeUnit.SECONDS)))).isEqualTo(running + 1);
    assertThat(Web.header(whole.join(), "cache-control")).isEqualTo("public, max-age=1");
  }

  @Test
  void whatIsThereIsAnsweredAtOnce() {
    push("past", 5_000);
    Playback playback = Playback.open(web, "past");
    long running = runningSequence(playback.text("video.m3u8"));

    assertThat(playback.get("video.m3u8?_HLS_msn=" + (running - 1)).statusCode()).isEqualTo(200);
    assertThat(playback.get("video.m3u8?_HLS_msn=1&_HLS_part=0").statusCode()).isEqualTo(200);
    assertThat(playback.get("ts.m3u8?_HLS_msn=" + (running + 5)).statusCode())
        .as("a playlist that does not block ignores the directives")
        .isEqualTo(200);
  }

  @Test
  void aPartBeyondASegmentsEndMeansTheNextSegment() throws Exception {
    Push push = push("beyond", 5_100);
    Playback playback = Playback.open(web, "beyond");
    long running = runningSequence(playback.text("video.m3u8"));
    CompletableFuture<HttpResponse<byte[]>> waiting =
        playback.getting("video.m3u8?_HLS_msn=" + (running - 1) + "&_HLS_part=5");
    awaitWaiting("beyond", 1);

    push.send(Clip.avcAac().between(5_100, 5_400));
    String answer = Web.body(waiting.get(5, TimeUnit.SECONDS));
    assertThat(runningSequence(answer)).isEqualTo(running);
    assertThat(runningParts(answer)).isPositive();
  }

  @Test
  void whatCannotComeSoonIsRefused() {
    push("rules", 5_000);
    Playback playback = Playback.open(web, "rules");
    String now = playback.text("video.m3u8");
    long running = runningSequence(now);

    for (String query :
        List.of(
            "_HLS_part=1",
            "_HLS_msn=x",
            "_HLS_msn=-1",
            "_HLS_msn=",
            "_HLS_msn=1&_HLS_msn=1",
            "_HLS_msn=1&_HLS_part=1.5",
            "_HLS_msn=99999999999999999999",
            "_HLS_skip=maybe",
            "_HLS_msn=" + (running + 2),
            "_HLS_msn=" + running + "&_HLS_part=" + (runningParts(now) + 8))) {
      HttpResponse<byte[]> answer = playback.get("video.m3u8?" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
      assertThat(Web.body(answer)).startsWith("PLAYLIST_DIRECTIVE_INVALID");
    }
  }

  @Test
  void patienceEndsAfterThreeTargetDurations() {
    push("late", 5_000);
    Playback playback = Playback.open(web, "late");
    long running = runningSequence(playback.text("video.m3u8"));
    long began = System.nanoTime();
    HttpResponse<byte[]> answer = playback.get("video.m3u8?_HLS_msn=" + (running + 1));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(Web.body(answer)).startsWith("PLAYLIST_WAIT_TIMEOUT");
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofMillis(2_900), Duration.ofSeconds(8));
  }

  @Test
  void whoAsksFarAheadIsGivenWhatThereIs() {
    push("far", 5_050);
    Playback playback = Playback.open(web, "far");
    String now = playback.text("video.m3u8");
    long began = System.nanoTime();
    HttpResponse<byte[]> answer =
        playback.get(
            "video.m3u8?_HLS_msn="
                + runningSequence(now)
                + "&_HLS_part="
                + (runningParts(now) + 4));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(runningSequence(Web.body(answer))).isEqualTo(runningSequence(now));
    assertThat(Web.header(answer, "cache-control")).isEqualTo("no-cache");
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofMillis(500), Duration.ofMillis(2_500));
  }

  @Test
  void anUpdateLeavesOutWhatThePlayerHas() {
    push("delta", 20_000);
    Playback playback = Playback.open(web, "delta");
    String whole = playback.text("video.m3u8");
    String update = Web.body(playback.get("video.m3u8?_HLS_skip=YES"));
    String alsoUpdate = Web.body(playback.get("video.m3u8?_HLS_skip=v2"));

    assertThat(whole).doesNotContain("#EXT-X-SKIP");
    assertThat(update).contains("#EXT-X-SKIP:SKIPPED-SEGMENTS=").isEqualTo(alsoUpdate);
    assertThat(Playback.number(update, "#EXT-X-MEDIA-SEQUENCE"))
        .isEqualTo(Playback.number(whole, "#EXT-X-MEDIA-SEQUENCE"));
    assertThat(update.length()).isLessThan(whole.length());
  }

  @Test
  void theHintedPartComesWhenItIsThereAndOthersAreUnknown() throws Exception {
    Push push = push("hint", 5_000);
    Playback playback = Playback.open(web, "hint");
    String hint = hint(playback.text("video.m3u8"));
    CompletableFuture<HttpResponse<byte[]>> part = playback.getting(hint + "?x=1");
    awaitWaiting("hint", 1);
    int number = Integer.parseInt(hint.replaceAll("\\D+(\\d+)\\.m4s", "$1"));

    assertThat(playback.get("video-part-" + (number + 1) + ".m4s").statusCode()).isEqualTo(404);
    push.send(Clip.avcAac().between(5_000, 5_400));
    assertThat(part.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(part.join().body()).isNotEmpty();
  }

  @Test
  void aHerdGetsOnePlaylist() throws Exception {
    Push push = push("herd", 5_000);
    Playback playback = Playback.open(web, "herd");
    String now = playback.text("video.m3u8");
    String query =
        "video.m3u8?_HLS_msn=" + runningSequence(now) + "&_HLS_part=" + runningParts(now);
    List<CompletableFuture<HttpResponse<byte[]>>> herd = new ArrayList<>();
    for (int viewer = 0; viewer < 200; viewer++) {
      herd.add(playback.getting(query));
    }
    awaitWaiting("herd", 200);

    push.send(Clip.avcAac().between(5_000, 5_280));
    String answer = Web.body(herd.getFirst().get(10, TimeUnit.SECONDS));
    for (CompletableFuture<HttpResponse<byte[]>> viewer : herd) {
      assertThat(Web.body(viewer.get(10, TimeUnit.SECONDS))).isEqualTo(answer);
      assertThat(Web.header(viewer.join(), "etag"))
          .isEqualTo(Web.header(herd.getFirst().join(), "etag"));
    }
  }

  @Test
  void aFreshStreamIsWaitedForNotRefused() throws Exception {
    Push push = gateway.push("fresh").send(Clip.avcAac().until(500));
    CompletableFuture<HttpResponse<byte[]>> first = web.getting(Rules.sign("/live/fresh.m3u8"));
    awaitWaiting("fresh", 1);

    push.send(Clip.avcAac().between(500, 1_200));
    assertThat(first.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(Playback.open(web, "fresh").text("video.m3u8")).contains("#EXTINF:");
  }

  @Test
  void whoLosesTheRightWhileWaitingIsRefused() throws Exception {
    try (Web open = Web.ofOpen(gateway)) {
      Push push = push("revoked", 5_000);
      String first = open.text("/live/revoked.m3u8");
      String path =
          "/live/" + first.lines().filter(line -> line.startsWith("~")).findFirst().orElseThrow();
      long running = runningSequence(open.text(path));
      CompletableFuture<HttpResponse<byte[]>> waiting = open.getting(path + "?_HLS_msn=" + running);
      awaitWaiting("revoked", 1);

      gateway.policies().remove(Rules.OPEN);
      push.send(Clip.avcAac().between(5_000, 6_400));
      assertThat(waiting.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(403);
    } finally {
      gateway.policies().put(Rules.open());
    }
  }

  @Test
  void theEndOfTheStreamEndsTheWaiting() throws Exception {
    Push push = push("ends", 5_000);
    Playback playback = Playback.open(web, "ends");
    long running = runningSequence(playback.text("video.m3u8"));
    CompletableFuture<HttpResponse<byte[]>> waiting =
        playback.getting("video.m3u8?_HLS_msn=" + (running + 1));
    awaitWaiting("ends", 1);

    push.end();
    assertThat(Web.body(waiting.get(5, TimeUnit.SECONDS))).endsWith("#EXT-X-ENDLIST\n");
  }

  private static Push push(String name, long ms) {
    return gateway.push(name).send(Clip.avcAac().until(ms));
  }

  private static void awaitWaiting(String stream, int requests) {
    Await.until(
        () -> gateway.timelines().find(Rules.stream(stream)).orElseThrow().waiting() == requests,
        requests + " requests wait for " + stream);
  }

  private static long runningSequence(String playlist) {
    long segments = playlist.lines().filter(line -> line.startsWith("#EXTINF")).count();
    return Playback.number(playlist, "#EXT-X-MEDIA-SEQUENCE") + segments;
  }

  private static int runningParts(String playlist) {
    String afterLast = playlist.substring(playlist.lastIndexOf("#EXTINF"));
    return (int) afterLast.lines().filter(line -> line.startsWith("#EXT-X-PART:")).count();
  }

  private static String hint(String playlist) {
    return playlist.replaceAll("(?s).*PRELOAD-HINT:TYPE=PART,URI=\"([^\"]+)\".*", "$1");
  }
}
