package dev.weir.e2e.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.ffmpeg.Packet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an encoder pushes that begins a file anew when it is over: one packet after the other, again
 * and again.
 *
 * @param hashes of the file's packets of one kind, in order; no two are equal
 */
public record Cycle(List<String> hashes) {

  /** Reads a file. */
  public static Cycle of(String kind, List<Packet> file) {
    Cycle cycle = new Cycle(Packet.only(kind, file).stream().map(Packet::hash).toList());
    assertThat(cycle.hashes()).doesNotHaveDuplicates();
    return cycle;
  }

  /** Which of the file's packets this is. */
  public int index(Packet packet) {
    int index = hashes.indexOf(packet.hash());
    assertThat(index).as("the place in the file of %s", packet).isNotNegative();
    return index;
  }

  /** Fails unless these are packets of the file that follow one another. */
  public void contains(List<Packet> packets) {
    assertThat(packets).isNotEmpty();
    int begin = index(packets.getFirst());
    for (int i = 0; i < packets.size(); i++) {
      assertThat(packets.get(i).hash())
          .as("packet %d, %s", i, packets.get(i))
          .isEqualTo(hashes.get((begin + i) % hashes.size()));
    }
  }

  /**
   * How long one round takes, by the first packet that came twice; {@code otherwise} when none did.
   */
  public long roundUs(List<Packet> packets, long otherwise) {
    Map<String, Long> seen = new HashMap<>();
    for (Packet packet : packets) {
      Long before = seen.put(packet.hash(), packet.dtsUs());
      if (before != null) {
        return packet.dtsUs() - before;
      }
    }
    return otherwise;
  }
}
