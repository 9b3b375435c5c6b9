package dev.weir.e2e.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.ffmpeg.Packet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What was recorded of a film in one file after the other, laid beside the film, packet by packet.
 *
 * @param film every packet that was pushed
 */
public record Archive(List<Packet> film) {

  /** Pictures are 40 ms apart; a length is right to one. */
  private static final long FRAME_US = 40_000;

  /** FLV knows milliseconds, and sound is placed to the sample: one each way. */
  private static final long SPREAD_US = 4_200;

  private static final List<String> KINDS = List.of("video", "audio");

  /** How far into the film something is: pictures and sounds before it. */
  public record Place(int pictures, int sounds) {

    int of(String kind) {
      return kind.equals("video") ? pictures : sounds;
    }
  }

  /** Where the film ends. */
  public Place end() {
    return new Place(Packet.only("video", film).size(), Packet.only("audio", film).size());
  }

  /**
   * Fails unless a file has what the film has from a place on, each packet once and in order, at
   * the same times, and is as long as that.
   *
   * @param url what ffprobe opens
   * @param toldMs how long the library says that it is, milliseconds
   * @return where in the film it ends
   */
  public Place follow(Place from, String url, long toldMs) {
    List<Packet> file = Packet.read(url);
    LongStream.Builder offsetsUs = LongStream.builder();
    int[] count = new int[KINDS.size()];
    for (String kind : KINDS) {
      List<Packet> kept = Packet.only(kind, file);
      List<Packet> rest = Packet.only(kind, film);
      rest = rest.subList(from.of(kind), rest.size());
      assertThat(kept.size()).as("%s packets of %s", kind, url).isBetween(1, rest.size());
      List<Packet> expected = rest.subList(0, kept.size());
      assertThat(kept)
          .as("%s of %s", kind, url)
          .extracting(Packet::hash)
          .isEqualTo(hashes(expected));
      assertThat(kept.stream().map(Packet::key).toList())
          .as("places in %s to begin at", url)
          .isEqualTo(expected.stream().map(Packet::key).toList());
      for (int i = 0; i < kept.size(); i++) {
        offsetsUs.add(kept.get(i).ptsUs() - expected.get(i).ptsUs());
      }
      count[KINDS.indexOf(kind)] = kept.size();
    }
    LongSummaryStatistics offset = offsetsUs.build().summaryStatistics();
    assertThat(offset.getMax() - offset.getMin())
        .as("spread of times in %s, us", url)
        .isLessThanOrEqualTo(SPREAD_US);
    lasts(url, count[0] * FRAME_US, from.pictures() == 0 ? 0 : leadUs(), toldMs);
    return new Place(from.pictures() + count[0], from.sounds() + count[1]);
  }

  /** By how much the film's pictures are shown later than they are decoded. */
  private long leadUs() {
    Packet first = Packet.only("video", film).getFirst();
    return first.ptsUs() - first.dtsUs();
  }

  /**
   * As long as its pictures are, each to the beginning of the next one, to one frame. Sound is cut
   * where a key frame is decoded: in a file that is not the first, it begins before the pictures.
   */
  private static void lasts(String url, long lengthUs, long leadUs, long toldMs) {
    assertThat(toldMs * 1_000)
        .as("length that the library tells of %s, us", url)
        .isCloseTo(lengthUs, within(FRAME_US));
    long saidUs = us("format=duration", url).orElseThrow();
    assertThat(us("stream=duration", url).orElse(saidUs))
        .as("length of the pictures of %s, us", url)
        .isCloseTo(lengthUs, within(FRAME_US));
    assertThat(saidUs)
        .as("length of %s, us", url)
        .isBetween(lengthUs - FRAME_US, lengthUs + leadUs + FRAME_US);
  }

  /** Seconds that ffprobe tells of a file, or of its pictures; not all kinds of file say both. */
  private static Optional<Long> us(String what, String url) {
    String said =
        Ffmpeg.probe("-select_streams", "v:0", "-show_entries", what, "-of", "csv=p=0", url).text();
    return said.lines()
        .filter(line -> line.matches("[0-9.]+"))
        .findFirst()
        .map(seconds -> Math.round(Double.parseDouble(seconds) * 1_000_000));
  }

  private static List<String> hashes(List<Packet> packets) {
    return packets.stream().map(Packet::hash).toList();
  }
}
