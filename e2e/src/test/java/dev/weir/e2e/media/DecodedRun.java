package dev.weir.e2e.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.ffmpeg.Packet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A stream as decoded pictures, and as AAC packets without ADTS headers: what can be compared when
 * a container writes the same frames in other bytes.
 *
 * @param pictures the decoded pictures in order of presentation
 * @param sounds the AAC packets
 */
public record DecodedRun(List<Item> pictures, List<Item> sounds) {

  private static final Duration LIMIT = Duration.ofSeconds(80);
  private static final long SPREAD_US = 2_000;

  /**
   * One picture or AAC packet.
   *
   * @param ptsUs presentation time, microseconds
   * @param hash of its bytes
   */
  public record Item(long ptsUs, String hash) {}

  /** Reads a file or URL to its end. */
  public static DecodedRun of(String source) {
    try {
      Path pictures = Files.createTempFile("weir-e2e-pictures", ".txt");
      Path sounds = Files.createTempFile("weir-e2e-sounds", ".txt");
      Ffmpeg.run(
              LIMIT,
              List.of(
                  "-y",
                  "-copyts",
                  "-i",
                  source,
                  "-map",
                  "0:v:0",
                  "-fps_mode",
                  "passthrough",
                  "-enc_time_base:v",
                  "1:1000000",
                  "-f",
                  "framehash",
                  pictures.toString(),
                  "-map",
                  "0:a:0",
                  "-c:a",
                  "copy",
                  "-bsf:a",
                  "aac_adtstoasc",
                  "-f",
                  "framehash",
                  sounds.toString()))
          .expectSuccess();
      DecodedRun run = new DecodedRun(items(pictures), items(sounds));
      Files.delete(pictures);
      Files.delete(sounds);
      return run;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Reads lines such as {@code 0, 5120, 5120, 512, 3110400, 2d7bf…}, and the time base above. */
  private static List<Item> items(Path framehash) throws IOException {
    List<String> lines = Files.readAllLines(framehash);
    String timeBase =
        lines.stream().filter(line -> line.startsWith("#tb 0: ")).findFirst().orElseThrow();
    String[] ratio = timeBase.substring("#tb 0: ".length()).split("/", 2);
    double tickUs = 1e6 * Integer.parseInt(ratio[0]) / Integer.parseInt(ratio[1]);
    return lines.stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(", *", -1))
        .map(row -> new Item(Math.round(Long.parseLong(row[2].strip()) * tickUs), row[5]))
        .toList();
  }

  /** Fails unless this is the other run from one of its key frames on, to its end. */
  public void continues(DecodedRun pushed, List<Packet> packets) {
    long pictureOffsetUs = offset("pictures", pushed.pictures(), pictures());
    long soundOffsetUs = offset("sounds", pushed.sounds(), sounds());
    assertThat(Math.abs(pictureOffsetUs - soundOffsetUs))
        .as("offset between picture and sound, us")
        .isLessThanOrEqualTo(SPREAD_US);
    long firstPictureUs = pictures.getFirst().ptsUs() - pictureOffsetUs;
    assertThat(packets)
        .as("the first picture was pushed as a key frame, at %d us", firstPictureUs)
        .anyMatch(packet ->
            packet.kind().equals("video")
                && packet.key()
                && Math.abs(packet.ptsUs() - firstPictureUs) <= SPREAD_US);
  }

  private static long offset(String what, List<Item> pushed, List<Item> seen) {
    assertThat(seen).as(what).isNotEmpty();
    int begin = hashes(pushed).indexOf(seen.getFirst().hash());
    assertThat(begin).as("the first of the %s is one that was pushed", what).isNotNegative();
    List<Item> expected = pushed.subList(begin, pushed.size());
    assertThat(hashes(seen)).as(what).isEqualTo(hashes(expected));
    long offsetUs = seen.getFirst().ptsUs() - expected.getFirst().ptsUs();
    for (int i = 0; i < seen.size(); i++) {
      assertThat(seen.get(i).ptsUs() - expected.get(i).ptsUs() - offsetUs)
          .as("how far number %d of the %s is from its time, us", i, what)
          .isBetween(-SPREAD_US, SPREAD_US);
    }
    return offsetUs;
  }

  private static List<String> hashes(List<Item> items) {
    return items.stream().map(Item::hash).toList();
  }
}
