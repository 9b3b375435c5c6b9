package dev.weir.transcoder.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.stream.hub.Publication;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.hostile.Hostility;
import dev.weir.testkit.hostile.RawTag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A film is spoilt in every way that is known and pushed beside a good one, through hub, ladder and
 * snapshots. Whatever becomes of those processes: the neighbour's go on, and nothing is left of the
 * others but the reasons why they ended.
 */
@Timeout(600)
class HostileMediaTest {

  private static final int AT_ONCE = 4;
  private static final int MANY_SEEDS = 25;

  @TempDir private Path folder;

  @Test
  void harmsNothingButItsOwnProcess() throws Exception {
    pushAll(20_261_123, 1);
  }

  @Test
  @Tag("long")
  void harmsNothingButItsOwnProcessWhateverTheSeed() throws Exception {
    pushAll(1, MANY_SEEDS);
  }

  private void pushAll(long firstSeed, int seeds) throws Exception {
    List<RawTag> film = film();
    try (Yard yard = new Yard(folder.resolve("yard"))) {
      Publication neighbour = yard.publish("neighbour");
      yard.send(neighbour, film);
      Yard.await("the neighbour", () -> yard.isLive("neighbour_tiny"));
      Yard.await("the neighbour's picture", () -> yard.hasPicture("neighbour"));
      // Beside it there may be, for a moment, one that makes the neighbour's next picture.
      Yard.await("the neighbour's process alone", () -> encoders().size() == 1);
      List<ProcessHandle> its = encoders();

      for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
        pushAll(yard, film, seed);
      }

      assertThat(yard.exits()).as("reasons that were told").isGreaterThan(AT_ONCE);
      assertThat(yard.isLive("neighbour_tiny")).isTrue();
      Yard.await("the neighbour's process, the one that it was", () -> encoders().equals(its));
      yard.send(neighbour, later(film));
      yard.end(neighbour);
      Yard.await("the neighbour's end", () -> yard.streams.live().isEmpty());
      Yard.await("no process", () -> yard.processes() == 0);
      assertThat(yard.directories()).isZero();
    }
  }

  private static List<ProcessHandle> encoders() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/ffmpeg"))
        .toList();
  }

  private static void pushAll(Yard yard, List<RawTag> film, long seed) {
    Map<Hostility, Publication> pushed = new LinkedHashMap<>();
    for (Hostility way : Hostility.values()) {
      Publication hostile = yard.publish(name(way));
      yard.send(hostile, way.of(film, seed));
      pushed.put(way, hostile);
      if (pushed.size() == AT_ONCE) {
        end(yard, pushed);
      }
    }
    end(yard, pushed);
  }

  /** All of them are over, and no process is there but the neighbour's. */
  private static void end(Yard yard, Map<Hostility, Publication> pushed) {
    pushed.values().forEach(yard::end);
    for (Hostility way : pushed.keySet()) {
      Yard.await(way + " to be over", () -> !yard.isLive(name(way)));
    }
    Yard.await(
        "the neighbour's process alone after " + pushed.keySet(), () -> yard.processes() == 1);
    pushed.clear();
  }

  private static String name(Hostility way) {
    return way.name().replace('_', '-');
  }

  /** The same, where its times go on. */
  private static List<RawTag> later(List<RawTag> film) {
    long shiftMs = film.getLast().timestampMs() + 40;
    return film.stream()
        .map(tag -> new RawTag(tag.type(), tag.timestampMs() + shiftMs, tag.body()))
        .toList();
  }

  private List<RawTag> film() throws IOException {
    Path file = folder.resolve("film.flv");
    Ffmpeg.run(
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=320x180:rate=25",
        "-f",
        "lavfi",
        "-i",
        "sine=330",
        "-t",
        "3",
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-pix_fmt",
        "yuv420p",
        "-bf",
        "2",
        "-g",
        "25",
        "-c:a",
        "aac",
        file.toString());
    return RawTag.read(Files.readAllBytes(file));
  }
}
