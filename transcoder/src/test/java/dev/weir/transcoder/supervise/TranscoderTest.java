package dev.weir.transcoder.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.live.LadderReport;
import dev.weir.media.flv.FlvHeader;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.FlvTagWriter;
import dev.weir.transcoder.ladder.FfmpegArguments;
import dev.weir.transcoder.supervise.Studio.Diary;
import dev.weir.transcoder.supervise.Studio.Push;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real ffmpeg makes the ladder of a film that is pushed. It is killed in the middle, and gets
 * media that no decoder can read: nobody but its renditions may notice.
 */
class TranscoderTest {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private static void await(String what, BooleanSupplier holds) {
    long endNanos = System.nanoTime() + DEADLINE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(endNanos);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static List<ProcessHandle> encoders() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/ffmpeg"))
        .toList();
  }

  @Test
  void renditionsFollowTheirSourceAndOutliveTheirProcess() throws Exception {
    List<FlvTag> film = Studio.film(folder, 40);
    try (Studio studio = new Studio(folder.resolve("private"))) {
      Push push = studio.push("demo", film, UnaryOperator.identity());
      await("renditions", () -> both(studio, diary -> diary.keyFramesMs().size() >= 2));
      assertThat(encoders()).hasSize(1);

      int before = studio.diary("demo_small").keyFramesMs().size();
      encoders().getFirst().destroyForcibly();
      await("an interruption", () -> both(studio, diary -> seen(diary, "interrupted")));
      await("more after it", () -> both(studio, diary -> diary.keyFramesMs().size() > before + 1));

      push.end();
      await("the end", () -> both(studio, diary -> seen(diary, "ended")));
      Diary source = studio.diary("demo");
      for (Diary rendition : List.of(studio.diary("demo_small"), studio.diary("demo_tiny"))) {
        assertThat(rendition.events)
            .containsExactly("interrupted", "resumed", "interrupted", "ended");
        assertThat(rendition.keyFramesMs()).isSorted().doesNotHaveDuplicates();
        assertThat(source.keyFramesMs()).containsAll(rendition.keyFramesMs());
        assertThat(rendition.sounds()).isPositive();
      }
      assertThat(source.events).containsExactly("interrupted", "ended");
      assertThat(source.tags.size()).isGreaterThan(100);
      await("no process", () -> encoders().isEmpty() && studio.transcoder.processes() == 0);
      assertThat(studio.privateDirectories()).isEmpty();
      // What the dead process did not put out was not encoded.
      long lengthMs = source.keyFramesMs().getLast() + 1_000L;
      assertThat(studio.meters.byDetail()).containsOnlyKeys("H264_LD");
      assertThat(studio.meters.byDetail().get("H264_LD")).isBetween(2_000L, 2 * lengthMs);
    }
  }

  @Test
  void aLadderOnDemandIsMadeWhileSomebodyAsks() throws Exception {
    List<FlvTag> film = Studio.film(folder, 40);
    try (Studio studio = new Studio(folder.resolve("private"))) {
      Push push = studio.push("lazy", film, UnaryOperator.identity());
      await("some of the source", () -> studio.diary("lazy").keyFramesMs().size() >= 3);
      assertThat(encoders()).isEmpty();
      assertThat(studio.transcoder.wanted(Studio.address("lazy_small"))).isFalse();

      await(
          "the rendition",
          () ->
              studio.transcoder.wanted(Studio.address("lazy_tiny"))
                  && studio.diary("lazy_tiny").keyFramesMs().size() >= 2);
      await("its end", () -> seen(studio.diary("lazy_tiny"), "ended"));
      await("no process", () -> encoders().isEmpty() && studio.transcoder.processes() == 0);
      assertThat(studio.diary("lazy").events).isEmpty();

      await(
          "the rendition again",
          () ->
              studio.transcoder.wanted(Studio.address("lazy_tiny"))
                  && !seen(studio.diary("lazy_tiny"), "ended")
                  && !studio.diary("lazy_tiny").keyFramesMs().isEmpty());
      push.end();
      await("the end", () -> seen(studio.diary("lazy"), "ended"));
    }
  }

  @Test
  void brokenMediaEndsNothingButItsProcess() throws Exception {
    List<FlvTag> film = Studio.film(folder, 4);
    try (Studio studio = new Studio(folder.resolve("private"))) {
      Push push = studio.push("broken", film, TranscoderTest::broken);
      await("the whole film", () -> studio.diary("broken").keyFramesMs().size() == 4);
      push.end();
      await("the end", () -> seen(studio.diary("broken"), "ended"));

      await("no process", () -> encoders().isEmpty() && studio.transcoder.processes() == 0);
      assertThat(studio.diary("broken").events).containsExactly("interrupted", "ended");
      assertThat(studio.privateDirectories()).isEmpty();
      assertThat(studio.streams.live()).isEmpty();
    }
  }

  @Test
  void tracksThatTheEncoderSendsAreRenditionsWithoutAProcess() throws Exception {
    List<FlvTag> film = Studio.filmOfTracks(folder, 4);
    try (Studio studio = new Studio(folder.resolve("private"))) {
      Push push = studio.push("tracks-1", film, UnaryOperator.identity());
      Diary small = awaitRendition(studio, "tracks-1_small");
      Diary tiny = awaitRendition(studio, "tracks-1_tiny");
      assertThat(encoders()).isEmpty();
      push.end();
      await("the end", () -> seen(small, "ended") && seen(tiny, "ended"));
      assertThat(studio.meters.byDetail()).isEmpty();

      for (Diary rendition : List.of(small, tiny)) {
        assertThat(rendition.events).containsExactly("interrupted", "ended");
        assertThat(rendition.keyFramesMs()).hasSize(4);
        assertThat(studio.diary("tracks-1").keyFramesMs()).containsAll(rendition.keyFramesMs());
        assertThat(rendition.tags).allMatch(tag -> tag.trackNumber() == 0);
        assertThat(rendition.sounds()).isEqualTo(studio.diary("tracks-1").sounds());
      }
      assertThat(small.size()).isEqualTo("256x144");
      assertThat(tiny.size()).isEqualTo("160x90");
    }
  }

  @Test
  void aSourceThatIsTooMuchIsRefusedBeforeAnythingIsStarted() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    List<FlvTag> large = Studio.film(folder, "testsrc2=size=4112x2312:rate=5", 2);
    List<FlvTag> fast = Studio.film(other, "testsrc2=size=64x36:rate=240", 2);
    try (Studio studio = new Studio(folder.resolve("private"))) {
      Push first = studio.push("large", large, UnaryOperator.identity());
      await("large", () -> refusal(studio, "large").equals("SOURCE_TOO_LARGE"));
      first.end();
      await("its end", () -> studio.streams.live().isEmpty());

      Push second = studio.push("fast", fast, UnaryOperator.identity());
      await("fast", () -> refusal(studio, "fast").equals("SOURCE_TOO_FAST"));
      await("all of the source", () -> studio.diary("fast").keyFramesMs().size() > 15);
      second.end();
      await("the end", () -> studio.streams.live().isEmpty());
      assertThat(studio.meters.byDetail()).isEmpty();
      assertThat(studio.diary("large_small").tags).isEmpty();
    }
  }

  /** Each of its renditions says the same. */
  private static String refusal(Studio studio, String stream) {
    assertThat(studio.transcoder.processes()).isZero();
    return studio.transcoder.look().stream()
        .map(LadderSight::report)
        .filter(report -> report.source().equals(Studio.address(stream)))
        .filter(report -> report.state() == LadderReport.State.REFUSED)
        .flatMap(report -> report.rungs().stream())
        .map(rung -> rung.state().name())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  @Test
  void hoursThatAProcessMakesUpAreNotBilled() throws Exception {
    List<FlvTag> film = Studio.film(folder, 6);
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    made.writeBytes(new FlvHeader(true, true).toBytes());
    for (FlvTag tag : film) {
      long madeUpMs = tag.timestampMs() > 500 ? 9_000_000 : 0;
      long timeMs = FfmpegArguments.FIRST_MS + tag.timestampMs() + madeUpMs;
      made.writeBytes(
          FlvTagWriter.toBytes(
              switch (tag) {
                case VideoTag video -> new VideoTag(timeMs, video.body());
                case AudioTag audio -> new AudioTag(timeMs, audio.body());
                case ScriptTag script -> new ScriptTag(timeMs, script.body());
              }));
    }
    Path script = folder.resolve("liar");
    Path output = Files.write(folder.resolve("made.flv"), made.toByteArray());
    // What is made of nothing counts for nothing: it has been fed before it tells anything.
    Files.writeString(script, "#!/bin/sh\nsleep 1\nexec tail -c +1 -f '%s'\n".formatted(output));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    try (Studio studio = new Studio(folder.resolve("private"), () -> script)) {
      Push push = studio.push("demo", film, UnaryOperator.identity());
      await("what it made", () -> studio.diary("demo_small").keyFramesMs().size() >= 5);
      push.end();
      await("the end", () -> studio.streams.live().isEmpty());

      assertThat(studio.meters.byDetail().getOrDefault("H264_LD", 0L)).isBetween(1L, 6_000L);
    }
  }

  private static Diary awaitRendition(Studio studio, String name) {
    await(name, () -> studio.diary(name).keyFramesMs().size() == 4);
    return studio.diary(name);
  }

  private static boolean both(Studio studio, Predicate<Diary> holds) {
    return holds.test(studio.diary("demo_small")) && holds.test(studio.diary("demo_tiny"));
  }

  private static boolean seen(Diary diary, String event) {
    return diary.events.contains(event);
  }

  /** The same picture with noise where slices were. */
  private static FlvTag broken(FlvTag tag) {
    if (!(tag instanceof VideoTag video) || !video.isCodedFrame()) {
      return tag;
    }
    byte[] body = video.body().clone();
    Arrays.fill(body, 9, body.length, (byte) 0xA5);
    return new VideoTag(video.timestampMs(), body);
  }
}
