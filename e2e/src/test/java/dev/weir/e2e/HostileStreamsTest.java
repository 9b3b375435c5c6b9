package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.rtmp.RawRtmp;
import dev.weir.e2e.server.ControlApi;
import dev.weir.e2e.server.Memory;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.Continuity;
import dev.weir.e2e.viewer.FlvViewer;
import dev.weir.e2e.viewer.Tag;
import dev.weir.testkit.ffmpeg.Running;
import dev.weir.testkit.hostile.Hostility;
import dev.weir.testkit.hostile.RawTag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Encoders push media over RTMP that is spoilt in every way that is known, to a node that makes
 * renditions, snapshots and recordings of it, beside a good stream. Whatever becomes of the hostile
 * ones: the neighbour's viewer has every frame in order, its processes are those that they were,
 * and nothing is left of the others.
 */
@org.junit.jupiter.api.Tag("long")
@Timeout(900)
class HostileStreamsTest {

  private static final int AT_ONCE = 4;
  private static final int SEEDS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long MOST_GROWTH_BYTES = 96L << 20;

  @TempDir private Path folder;

  @Test
  void harmNothingButTheirOwnProcess() throws IOException {
    Path good = Source.h264AndAac().draw(folder, "good", 20);
    List<RawTag> film =
        RawTag.read(Files.readAllBytes(Source.h264AndAac().draw(folder, "spoilt", 4)));
    try (WeirProcess weir =
        WeirProcess.start(folder.resolve("data"), Map.of("WEIR_TRANSCODER_THREADS", "1"))) {
      Quickstart quickstart = weir.quickstart();
      ControlApi api = new ControlApi(quickstart.text("portalUrl"), quickstart.text("apiKey"));
      api.template("tiny", 96, 80);
      api.ladder("*", List.of("tiny"));
      api.snapshots("*");
      api.record("*");
      try (Running _ = Encoder.loop(good, quickstart.pushUrl("good"))) {
        quickstart.awaitLive("good");
        quickstart.awaitLive("good_tiny");
        try (FlvViewer viewer = FlvViewer.open(quickstart.playUrl("good.flv"))) {
          beside(weir, quickstart, film);
          Continuity.timestampsGrow(viewer.frames(Tag.VIDEO));
          isTheFilm(viewer, RawTag.read(Files.readAllBytes(good)));
        }
      }
      await("no process").atMost(PATIENCE).until(() -> ladders(weir).isEmpty());
      await("no file").atMost(PATIENCE).until(() -> left(weir, "transcoder") == 0);
      await("an empty spool").atMost(PATIENCE).until(() -> left(weir, "recorder") == 0);
      assertThat(weir.handle().isAlive()).isTrue();
      assertThat(weir.console().lines().filter(line -> line.contains(" ERROR "))).isEmpty();
    }
  }

  private void beside(WeirProcess weir, Quickstart quickstart, List<RawTag> film) {
    List<ProcessHandle> its = ladders(weir);
    assertThat(its).hasSize(1);
    pushAll(weir, quickstart, film, 20_261_123);
    Memory before = Memory.of(weir.handle());
    for (int seed = 1; seed <= SEEDS; seed++) {
      pushAll(weir, quickstart, film, seed);
    }
    Memory after = Memory.of(weir.handle());
    double exits = weir.metrics().sum("weir_transcoder_exits_total", "");
    System.out.printf("hostile streams: %s, then %s; %.0f processes ended%n", before, after, exits);
    assertThat(ladders(weir)).as("the neighbour's process, the one that it was").isEqualTo(its);
    assertThat(exits).isGreaterThan(AT_ONCE);
    assertThat(after.heapBytes() - before.heapBytes()).isLessThan(MOST_GROWTH_BYTES);
  }

  private static void pushAll(
      WeirProcess weir, Quickstart quickstart, List<RawTag> film, long seed) {
    List<RawRtmp> open = new ArrayList<>();
    for (Hostility way : Hostility.values()) {
      open.add(push(quickstart, way, film, seed));
      if (open.size() == AT_ONCE) {
        end(weir, open);
      }
    }
    end(weir, open);
  }

  /** The server may end the connection meanwhile, for a reason. */
  private static RawRtmp push(Quickstart quickstart, Hostility way, List<RawTag> film, long seed) {
    String url = quickstart.pushUrl(way.name().replace('_', '-') + "-" + seed);
    RawRtmp encoder = RawRtmp.connect(url);
    encoder.publish(url);
    encoder.awaitText("NetStream.Publish.Start", PATIENCE);
    way.of(film, seed).forEach(encoder::tag);
    return encoder;
  }

  private static void end(WeirProcess weir, List<RawRtmp> open) {
    open.forEach(RawRtmp::unpublish);
    await("the neighbour's process alone").atMost(PATIENCE).until(() -> ladders(weir).size() == 1);
    open.forEach(RawRtmp::close);
    open.clear();
  }

  /** Processes of ladders; those of snapshots last for a moment, and have no tag to write. */
  private static List<ProcessHandle> ladders(WeirProcess weir) {
    return weir.handle()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/ffmpeg"))
        .filter(process -> !process.info().commandLine().orElse("").contains("-frames:v"))
        .toList();
  }

  /** Entries of a directory of the node's. */
  private static long left(WeirProcess weir, String directory) {
    try (Stream<Path> all = Files.list(weir.dataDir().resolve(directory))) {
      return all.count();
    } catch (IOException gone) {
      return 0;
    }
  }

  /** Every picture and every sound from the first one on, over and over, and nothing else. */
  private static void isTheFilm(FlvViewer viewer, List<RawTag> film) {
    assertThat(viewer.failure()).as("%s", viewer).isEmpty();
    for (int type : List.of(Tag.VIDEO, Tag.AUDIO)) {
      List<Long> pushed =
          film.stream()
              .filter(tag -> tag.type() == type && tag.body().length > 1 && tag.body()[1] == 1)
              .map(tag -> checksum(tag.body()))
              .toList();
      List<Long> seen = viewer.frames(type).stream().map(Tag::checksum).toList();
      int first = pushed.indexOf(seen.getFirst());
      assertThat(first).as("where the viewer began").isNotNegative();
      List<Long> expected = new ArrayList<>();
      for (int i = 0; i < seen.size(); i++) {
        expected.add(pushed.get((first + i) % pushed.size()));
      }
      assertThat(seen).as("frames of type %d", type).isEqualTo(expected);
    }
  }

  private static long checksum(byte[] body) {
    CRC32 sum = new CRC32();
    sum.update(body);
    return sum.getValue();
  }
}
