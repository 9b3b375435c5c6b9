package dev.weir.transcoder.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.ladder.AudioTarget;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.ffmpeg.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a ladder's process decodes: each codec that Weir carries, and no picture beyond a size. */
class DecodersTest {

  private static final int DEADLINE_S = 60;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "libx264, aac",
    "libx265, libmp3lame",
    "libaom-av1, libopus",
    "libvpx-vp9, ac3",
    "libx264, eac3",
    "libx264, flac"
  })
  void decodesWhatWeirCarries(String pictures, String sound) throws Exception {
    List<Packet> made = ladder(film("256x144", pictures, sound));

    assertThat(Packet.only("video", made)).hasSize(10);
    assertThat(Packet.only("audio", made)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource("libx264, pcm_alaw")
  void decodesNothingElse(String pictures, String sound) throws Exception {
    List<Packet> made = ladder(film("256x144", pictures, sound));

    assertThat(Packet.only("audio", made)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource("libx264, aac")
  void decodesNoPictureBeyondTheLimitWhateverWasSaidBefore(String pictures, String sound)
      throws Exception {
    assertThat(Packet.only("video", ladder(film("4112x2304", pictures, sound)))).isEmpty();
  }

  private Path film(String size, String pictures, String sound) throws IOException {
    Path film = folder.resolve("film.flv");
    List<String> all = new ArrayList<>(List.of("-f", "lavfi", "-i"));
    all.add("testsrc2=rate=10:size=" + size);
    all.addAll(List.of("-f", "lavfi", "-i", "sine=330:sample_rate=48000", "-t", "1"));
    all.addAll(List.of("-pix_fmt", "yuv420p", "-c:v", pictures, "-g", "10"));
    if (pictures.equals("libaom-av1")) {
      all.addAll(List.of("-cpu-used", "8", "-usage", "realtime"));
    } else if (pictures.startsWith("libx26")) {
      all.addAll(List.of("-preset", "ultrafast"));
    }
    boolean alaw = sound.equals("pcm_alaw");
    all.addAll(List.of("-ar", alaw ? "8000" : "48000", "-ac", alaw ? "1" : "2", "-c:a", sound));
    all.add(film.toString());
    Ffmpeg.run(all.toArray(String[]::new));
    return film;
  }

  /** What the process makes of it that would make a ladder of a small source. */
  private List<Packet> ladder(Path film) throws IOException, InterruptedException {
    Template one =
        new Template(
            new TemplateId("one"),
            Optional.of(Sources.target(72, 50_000)),
            Optional.of(new AudioTarget(AudioTarget.AudioCodec.AAC, 48_000)));
    LadderPlan plan = Sources.plan(Sources.of(256, 144, 10, 200_000), List.of(one));
    Path made = folder.resolve("made.flv");
    List<String> command = new ArrayList<>(List.of(Ffmpeg.executable().toString()));
    command.addAll(FfmpegArguments.of(plan, 1));
    Process process =
        new ProcessBuilder(command)
            .redirectInput(film.toFile())
            .redirectOutput(made.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(DEADLINE_S, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.size(made) == 0 ? List.of() : Packet.read(made.toString());
  }
}
