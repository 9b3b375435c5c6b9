package dev.weir.rtmp.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.rtmp.session.EndReason;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.ffmpeg.Finished;
import dev.weir.testkit.ffmpeg.Packet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real clients against the real listener: what ffmpeg pushes arrives, and plays again, bit by bit.
 */
class RealEncodersTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void ffmpegPublishesAndPlaysBitByBit() throws Exception {
    Path source = source("-c:v", "libx264", "-bf", "2", "-g", "25", "-c:a", "aac");
    try (OpenDoor door = OpenDoor.standard()) {
      push(source, door.url("bits"));
      RecordingPublisher stream = door.memory.stream("bits");
      Await.until("the end of the stream", LIMIT, () -> stream.end != null);
      assertThat(stream.end).isEqualTo(new EndReason.Finished());
      assertThat(stream.request.host()).isEqualTo("127.0.0.1");
      assertThat(stream.request.app()).isEqualTo("live");
      assertThat(stream.tags.getFirst()).isInstanceOf(ScriptTag.class);
      List<Packet> played = Packet.read(door.url("bits"));
      assertThat(hashes(played)).isEqualTo(hashes(Packet.read(source.toString())));
    }
  }

  private Path source(String... codecs) {
    Path file = folder.resolve("source.flv");
    List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i"));
    arguments.addAll(List.of("testsrc2=s=320x180:r=25:d=3", "-f", "lavfi", "-i"));
    arguments.addAll(List.of("sine=f=440:r=44100:d=3", "-pix_fmt", "yuv420p"));
    arguments.addAll(List.of(codecs));
    arguments.addAll(List.of("-y", file.toString()));
    Ffmpeg.run(LIMIT, arguments).expectSuccess();
    return file;
  }

  private static void push(Path source, String url) {
    Finished finished =
        Ffmpeg.run(LIMIT, List.of("-i", source.toString(), "-c", "copy", "-f", "flv", url));
    finished.expectSuccess();
  }

  private static List<String> hashes(List<Packet> packets) {
    return packets.stream()
        .map(p -> p.kind() + " " + p.dtsUs() + " " + p.ptsUs() + " " + p.hash())
        .sorted()
        .toList();
  }
}
