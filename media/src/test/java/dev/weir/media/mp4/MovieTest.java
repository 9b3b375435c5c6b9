package dev.weir.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.Track;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The index in front of a file: what it says of samples, times and places. */
final class MovieTest {

  private static final Track PICTURES =
      new Track.VideoTrack(
          0, Codec.AVC, ByteSlice.of(new byte[] {1, 100, 0, 31}), "avc1.64001f", 640, 360);
  private static final Track SOUND =
      new Track.AudioTrack(
          0, Codec.AAC, ByteSlice.of(new byte[] {0x11, (byte) 0x90}), "mp4a.40.2", 48_000, 2, 1024);

  private final MovieTrack video = new MovieTrack(1, 90_000, PICTURES);
  private final MovieTrack audio = new MovieTrack(2, 48_000, SOUND);

  /** Four pictures that are decoded in another order than they are shown in, and their sound. */
  private byte[] film() {
    video.beginChunk(0);
    video.add(9_000, 3_600, 7_200, true, 100);
    video.add(12_600, 3_600, 7_200, false, 20);
    video.beginChunk(150);
    video.add(16_200, 3_600, 0, false, 20);
    video.add(19_800, 3_600, 3_600, false, 10);
    audio.beginChunk(120);
    audio.add(4_800, 1_024, 0, true, 15);
    audio.add(5_824, 1_024, 0, true, 15);
    return Movie.head(List.of(video, audio), 180);
  }

  @Test
  void placesOfChunksAreThoseInTheFile() {
    byte[] head = film();

    int mediaStart = head.length;
    assertThat(longs(head, "co64", 0)).containsExactly(mediaStart, mediaStart + 150L);
    assertThat(longs(head, "co64", 1)).containsExactly(mediaStart + 120L);
  }

  @Test
  void durationsThatRepeatAreToldOnce() {
    byte[] head = film();

    assertThat(ints(head, "stts", 0, 2)).containsExactly(4, 3_600);
    assertThat(ints(head, "ctts", 0, 6)).containsExactly(2, 7_200, 1, 0, 1, 3_600);
    assertThat(ints(head, "stss", 0, 1)).containsExactly(1);
    assertThat(occurrences(head, "stss")).isEqualTo(1);
  }

  /** Sound begins at 100 ms and pictures are seen from 180 ms on: 80 ms of nothing come first. */
  @Test
  void tracksLieBesideEachOtherAsTheyDid() {
    byte[] head = film();

    ByteBuffer edits = box(head, "elst", 0);
    assertThat(edits.getInt(4)).isEqualTo(2);
    assertThat(edits.getLong(8)).isEqualTo(80);
    assertThat(edits.getLong(16)).isEqualTo(-1);
    assertThat(edits.getLong(28)).isEqualTo(160);
    assertThat(edits.getLong(36)).isEqualTo(7_200);
    ByteBuffer ofSound = box(head, "elst", 1);
    assertThat(ofSound.getInt(4)).isEqualTo(1);
    assertThat(ofSound.getLong(16)).isZero();
  }

  @Test
  void aSampleBeforeTheOneBeforeItIsPlacedThere() {
    video.beginChunk(0);
    video.add(9_000, 3_600, 0, true, 1);
    video.add(8_000, 3_600, 0, true, 1);

    byte[] head = Movie.head(List.of(video, audio), 2);

    assertThat(ints(head, "stts", 0, 4)).containsExactly(1, 0, 1, 3_600);
    assertThat(occurrences(head, "trak")).isEqualTo(1);
  }

  @Test
  void aHeadIsFilledUpToTheRoomThatWasKeptForIt() {
    int needed = film().length;
    List<MovieTrack> tracks = List.of(video, audio);

    byte[] filled = Movie.head(tracks, 180, needed + 100);

    assertThat(filled).hasSize(needed + 100);
    assertThat(longs(filled, "co64", 0)).containsExactly(filled.length, filled.length + 150L);
    assertThat(box(filled, "free", 0).limit()).isEqualTo(92);
    assertThat(Movie.head(tracks, 180, needed)).isEqualTo(Movie.head(tracks, 180));
    assertThatThrownBy(() -> Movie.head(tracks, 180, needed + 7))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long[] longs(byte[] head, String type, int nth) {
    ByteBuffer box = box(head, type, nth);
    long[] values = new long[box.getInt(4)];
    for (int i = 0; i < values.length; i++) {
      values[i] = box.getLong(8 + 8 * i);
    }
    return values;
  }

  private static int[] ints(byte[] head, String type, int nth, int count) {
    ByteBuffer box = box(head, type, nth);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = box.getInt(8 + 4 * i);
    }
    return values;
  }

  /** The body of the {@code nth} box of a type: version, flags, and what stands behind them. */
  private static ByteBuffer box(byte[] head, String type, int nth) {
    int at = -1;
    for (int i = 0; i <= nth; i++) {
      at = text(head).indexOf(type, at + 1);
    }
    assertThat(at).as(type).isPositive();
    int size = ByteBuffer.wrap(head).getInt(at - 4);
    return ByteBuffer.wrap(head, at + 4, size - 8).slice();
  }

  private static int occurrences(byte[] head, String type) {
    return text(head).split(type, -1).length - 1;
  }

  private static String text(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1);
  }
}
