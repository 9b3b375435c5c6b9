package dev.weir.recorder.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.testkit.ffmpeg.Packet;
import java.nio.file.Path;
import java.util.List;

/** Compares what was recorded with what was pushed, packet by packet. */
final class Pictures {

  /** FLV knows milliseconds, and sound is placed to the sample: one each way. */
  private static final long CLOSE_US = 2_100;

  private Pictures() {}

  static void assertSame(Path recorded, Path pushed) {
    List<Packet> was = Packet.read(pushed.toString());
    List<Packet> is = Packet.read(recorded.toString());
    for (String kind : List.of("video", "audio")) {
      List<Packet> expected = Packet.only(kind, was);
      List<Packet> actual = Packet.only(kind, is);
      assertThat(actual).extracting(Packet::hash).isEqualTo(hashes(expected));
      assertThat(actual).extracting(Packet::key).isEqualTo(keys(expected));
      for (int i = 0; i < expected.size(); i++) {
        assertThat(actual.get(i).ptsUs() - origin(is))
            .as("%s packet %d", kind, i)
            .isCloseTo(expected.get(i).ptsUs() - origin(was), within(CLOSE_US));
      }
    }
  }

  static List<String> hashes(List<Packet> packets) {
    return packets.stream().map(Packet::hash).toList();
  }

  private static List<Boolean> keys(List<Packet> packets) {
    return packets.stream().map(Packet::key).toList();
  }

  private static long origin(List<Packet> packets) {
    return packets.stream().mapToLong(Packet::ptsUs).min().orElse(0);
  }
}
