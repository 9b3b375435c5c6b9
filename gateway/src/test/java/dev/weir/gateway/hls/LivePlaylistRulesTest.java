package dev.weir.gateway.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.house.Clip;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Playback;
import dev.weir.gateway.house.Push;
import dev.weir.gateway.house.Web;
import dev.weir.media.flv.FlvTag;
import dev.weir.testkit.hls.Observation;
import dev.weir.testkit.hls.PlaylistChecker;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Players that poll and players that block watch a live stream; what they saw keeps the rules. */
@Timeout(90)
final class LivePlaylistRulesTest {

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int SPEED = 2;

  @Test
  void everyPlaylistKeepsTheRulesThroughAnInterruption() throws Exception {
    try (GatewayUnderTest gateway = GatewayUnderTest.start();
        Web web = Web.of(gateway)) {
      Push push = gateway.push("demo01").send(Clip.avcAac().until(6_000));
      Playback playback = Playback.open(web, "demo01");
      CompletableFuture<Void> pushing =
          CompletableFuture.runAsync(() -> live(push), Thread::startVirtualThread);

      List<CompletableFuture<List<Observation>>> traces = new ArrayList<>();
      traces.add(watch("video.m3u8", LivePlaylistRulesTest::poll, playback, pushing));
      traces.add(watch("ts.m3u8", LivePlaylistRulesTest::poll, playback, pushing));
      traces.add(watch("video.m3u8", LivePlaylistRulesTest::block, playback, pushing));
      traces.add(watch("audio.m3u8", LivePlaylistRulesTest::block, playback, pushing));
      Map<String, String> together =
          Map.of("video", playback.text("video.m3u8"), "audio", playback.text("audio.m3u8"));

      pushing.get(60, TimeUnit.SECONDS);
      for (CompletableFuture<List<Observation>> trace : traces) {
        List<Observation> seen = trace.get(20, TimeUnit.SECONDS);
        assertThat(seen).hasSizeGreaterThan(10);
        assertThat(seen.getLast().text()).endsWith("#EXT-X-ENDLIST\n");
        assertThat(PlaylistChecker.check(seen)).isEmpty();
      }
      assertThat(PlaylistChecker.checkTogether(together)).isEmpty();
    }
  }

  /** The stream goes on for a while, breaks off, comes back, and ends. */
  private static void live(Push push) {
    push.sendLive(Clip.avcAac().between(6_000, 11_000), SPEED);
    push.interrupt().resume();
    List<FlvTag> configuration =
        Clip.avcAac().until(1).stream().filter(tag -> !tag.isCodedFrame()).toList();
    push.send(configuration).sendLive(Clip.avcAac().between(12_000, 16_000), SPEED).end();
  }

  /** How a playlist is followed. */
  private interface Follower {
    List<Observation> follow(String file, Playback playback, CompletableFuture<?> until);
  }

  private static CompletableFuture<List<Observation>> watch(
      String file, Follower follower, Playback playback, CompletableFuture<?> until) {
    return CompletableFuture.supplyAsync(
        () -> follower.follow(file, playback, until), Thread::startVirtualThread);
  }

  private static List<Observation> poll(
      String file, Playback playback, CompletableFuture<?> until) {
    List<Observation> seen = new ArrayList<>();
    while (!over(seen, until)) {
      seen.add(new Observation(nowMs(), playback.text(file)));
      LockSupport.parkNanos(POLL_NANOS);
    }
    return seen;
  }

  /** Always asks for the part after the newest one, whole and as an update in turns. */
  private static List<Observation> block(
      String file, Playback playback, CompletableFuture<?> until) {
    List<Observation> seen = new ArrayList<>();
    String whole = playback.text(file);
    seen.add(new Observation(nowMs(), whole));
    Position position = Position.of(whole, 0);
    while (!over(seen, until)) {
      boolean delta = seen.size() % 2 == 1;
      HttpResponse<byte[]> answer =
          playback.get(file + "?" + position.next() + (delta ? "&_HLS_skip=YES" : ""));
      if (answer.statusCode() == 503) {
        continue;
      }
      String text = Web.body(answer);
      assertThat(answer.statusCode()).as(text).isEqualTo(200);
      seen.add(new Observation(nowMs(), text));
      position = Position.of(text, skipped(text));
    }
    return seen;
  }

  private static boolean over(List<Observation> seen, CompletableFuture<?> until) {
    boolean ended = !seen.isEmpty() && seen.getLast().text().endsWith("#EXT-X-ENDLIST\n");
    return ended || (until.isCompletedExceptionally() && !seen.isEmpty());
  }

  private static long skipped(String playlist) {
    return playlist.contains("#EXT-X-SKIP:")
        ? Long.parseLong(playlist.replaceAll("(?s).*SKIPPED-SEGMENTS=(\\d+).*", "$1"))
        : 0;
  }

  private static long nowMs() {
    return System.nanoTime() / 1_000_000;
  }

  /** Where a playlist ends. */
  private record Position(long running, long parts) {

    static Position of(String playlist, long skipped) {
      long segments = playlist.lines().filter(line -> line.startsWith("#EXTINF")).count();
      long first = Playback.number(playlist, "#EXT-X-MEDIA-SEQUENCE");
      String afterLast = playlist.substring(Math.max(0, playlist.lastIndexOf("#EXTINF")));
      long parts = afterLast.lines().filter(line -> line.startsWith("#EXT-X-PART:")).count();
      return new Position(first + skipped + segments, parts);
    }

    String next() {
      return "_HLS_msn=" + running + "&_HLS_part=" + parts;
    }
  }
}
