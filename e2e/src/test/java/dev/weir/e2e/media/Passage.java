package dev.weir.e2e.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.ffmpeg.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a viewer got, laid beside what the encoder pushed.
 *
 * @param pushed every packet of the encoder
 * @param seen every packet of the viewer
 */
public record Passage(List<Packet> pushed, List<Packet> seen) {

  /** Rounding by one millisecond in either direction, around one constant offset. */
  private static final long SPREAD_US = 2_000;

  /**
   * Fails unless the viewer got, from its first key frame on, each packet that was pushed, once and
   * in order, with the same timestamps up to one constant offset.
   */
  public void isBitExact() {
    assertThat(seen).as("kinds of packets").extracting(Packet::kind).isSubsetOf(kinds());
    List<Long> offsetsUs = new ArrayList<>();
    for (String kind : List.of("video", "audio")) {
      offsetsUs.addAll(offsets(kind));
    }
    LongSummaryStatistics spread =
        offsetsUs.stream().mapToLong(Long::longValue).summaryStatistics();
    assertThat(spread.getMax() - spread.getMin())
        .as(
            "spread of the timestamps' offset, which is %d to %d us",
            spread.getMin(), spread.getMax())
        .isLessThanOrEqualTo(SPREAD_US);
  }

  private Set<String> kinds() {
    return pushed.stream().map(Packet::kind).collect(Collectors.toSet());
  }

  private List<Long> offsets(String kind) {
    List<Packet> in = Packet.only(kind, pushed);
    List<Packet> out = Packet.only(kind, seen);
    if (in.isEmpty()) {
      assertThat(out).as(kind).isEmpty();
      return List.of();
    }
    assertThat(out).as(kind + " packets").isNotEmpty();
    if (kind.equals("video")) {
      assertThat(out.getFirst().key()).as("the first picture is a key frame").isTrue();
    }
    int begin = hashes(in).indexOf(out.getFirst().hash());
    assertThat(begin).as("the first %s packet is one that was pushed", kind).isNotNegative();
    List<Packet> expected = in.subList(begin, in.size());
    assertThat(hashes(out)).as(kind + " packets").isEqualTo(hashes(expected));
    List<Long> offsetsUs = new ArrayList<>();
    for (int i = 0; i < out.size(); i++) {
      offsetsUs.add(out.get(i).ptsUs() - expected.get(i).ptsUs());
      offsetsUs.add(out.get(i).dtsUs() - expected.get(i).dtsUs());
    }
    return offsetsUs;
  }

  private static List<String> hashes(List<Packet> packets) {
    return packets.stream().map(Packet::hash).toList();
  }
}
