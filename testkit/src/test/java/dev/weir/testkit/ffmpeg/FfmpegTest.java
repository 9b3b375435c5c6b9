package dev.weir.testkit.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegTest {

  private static final Duration SHORT = Duration.ofSeconds(20);

  @Test
  void encodesAndReadsPacketsBack(@TempDir Path folder) {
    String file = folder.resolve("pictures.mp4").toString();

    Ffmpeg.run(
        ("-f lavfi -i testsrc2=size=160x90:rate=25:duration=1 -c:v libx264 -g 25 " + file)
            .split(" "));

    List<Packet> packets = Packet.only("video", Packet.read(file));
    assertThat(packets).hasSize(25);
    assertThat(packets.getFirst().key()).isTrue();
    assertThat(packets).allSatisfy(packet -> assertThat(packet.hash()).startsWith("SHA256:"));
    assertThat(packets.get(1).dtsUs() - packets.get(0).dtsUs()).isEqualTo(40_000);
  }

  @Test
  void tellsWhyACommandFailed() {
    assertThatThrownBy(() -> Ffmpeg.run("-i", "/does/not/exist.mp4", "-f", "null", "-"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("No such file");
  }

  @Test
  void endsACommandThatWouldRunForever() {
    List<String> endless = List.of("-f", "lavfi", "-re", "-i", "testsrc2", "-f", "null", "-");
    try (Running running = Ffmpeg.start(endless)) {
      assertThat(running.isAlive()).isTrue();
      running.stop();
      assertThat(running.isAlive()).isFalse();
    }
    assertThatThrownBy(() -> Ffmpeg.run(Duration.ofMillis(500), endless))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not finished after");
  }

  @Test
  void passesStandardInputAndOutputThrough() throws Exception {
    List<String> copy =
        List.of("-f", "u8", "-ar", "8000", "-ac", "1", "-i", "-", "-f", "u8", "-c", "copy", "-");
    try (Running running = Ffmpeg.startReadingInput(copy)) {
      running.input().write(new byte[8000]);
      running.input().close();
      assertThat(running.finish(SHORT).expectSuccess().output()).hasSize(8000);
    }
  }
}
