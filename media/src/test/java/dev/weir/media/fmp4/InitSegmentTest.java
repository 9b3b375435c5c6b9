package dev.weir.media.fmp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.Track;
import dev.weir.testkit.bytes.Golden;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitSegmentTest {

  private static final Track.VideoTrack PICTURES =
      new Track.VideoTrack(0, Codec.AVC, hex("0164001fffe10000"), "avc1.64001f", 1280, 720);

  private static ByteSlice hex(String digits) {
    return ByteSlice.of(HexFormat.of().parseHex(digits));
  }

  private static Track.AudioTrack sound(Codec codec, String record, int rate, int channels) {
    return new Track.AudioTrack(0, codec, hex(record), "", rate, channels, 1024);
  }

  private static String line(String dump, String type) {
    int start = dump.indexOf(type + " ");
    return dump.substring(start, dump.indexOf('\n', start));
  }

  @Test
  void laysOutPictures() {
    Golden.assertMatches(
        "fmp4/init-pictures.txt", BoxDump.of(InitSegment.of(1, 90_000, PICTURES).write()));
  }

  @Test
  void laysOutSound() {
    Track.AudioTrack track = sound(Codec.AAC, "1210", 44_100, 2);

    Golden.assertMatches(
        "fmp4/init-sound.txt", BoxDump.of(InitSegment.of(2, 44_100, track).write()));
  }

  @Test
  void laysOutSeveralTracks() {
    List<InitSegment.TrackEntry> tracks =
        List.of(
            new InitSegment.TrackEntry(1, 90_000, PICTURES),
            new InitSegment.TrackEntry(7, 48_000, sound(Codec.AAC, "1190", 48_000, 2)));

    String dump = BoxDump.of(new InitSegment(tracks).write());

    assertThat(dump.lines().filter(line -> line.startsWith("  trak "))).hasSize(2);
    assertThat(dump.lines().filter(line -> line.startsWith("    trex "))).hasSize(2);
    assertThat(dump).containsSubsequence("mvhd 108", "00000008\n"); // the next free track number
  }

  @ParameterizedTest
  @CsvSource({
    "AVC, avc1, avcC",
    "HEVC, hvc1, hvcC",
    "AV1, av01, av1C",
    "VP9, vp09, vpcC",
  })
  void putsTheConfigurationOfPicturesIntoItsOwnBox(Codec codec, String entry, String box) {
    Track track = new Track.VideoTrack(0, codec, hex("0a0b0c"), "", 64, 32);

    String dump = BoxDump.of(InitSegment.of(1, 90_000, track).write());

    assertThat(dump).contains(entry + " 97").containsSubsequence(entry, box + " 11\n", ". 0a0b0c");
  }

  @ParameterizedTest
  @CsvSource({
    "OPUS, Opus, dOps 11, 0a0b0c, 0a0b0c, 48000",
    "FLAC, fLaC, dfLa 11, 0a0b0c, 0a0b0c, 48000",
    "AC3, ac-3, dac3 11, '', 103c00, 48000",
    "AC3, ac-3, dac3 11, 0a0b0c, 0a0b0c, 48000",
    "EAC3, ec-3, dec3 13, '', 0000600f00, 44100",
    "AAC, mp4a, esds 43, 1210, 0000000003801c00000004801240150000000000000000000000058002121006800102, 44100",
    "MP3, mp4a, esds 38, '', 0000000003801700000004800d6b15, 44100",
    "MP3, mp4a, esds 38, '', 0000000003801700000004800d6915, 22050",
  })
  void putsTheConfigurationOfSoundIntoItsOwnBox(
      Codec codec, String entry, String box, String record, String body, int rate) {
    Track track = sound(codec, record, rate, 6);

    String dump = BoxDump.of(InitSegment.of(1, rate, track).write());

    assertThat(line(dump, "      hdlr")).isNotEmpty();
    assertThat(dump).contains("          " + entry + " ", "            " + box);
    assertThat(dump.replaceAll("[ .\n]", "")).contains(body);
  }

  @Test
  void leavesOutASampleRateThatDoesNotFit() {
    Track track = sound(Codec.FLAC, "0a", 96_000, 2);

    assertThat(BoxDump.of(InitSegment.of(1, 96_000, track).write()))
        .containsSubsequence("fLaC", "0002001000000000 00000000\n");
  }

  @Test
  void refusesSoundAsPictures() {
    Track track = new Track.VideoTrack(0, Codec.AAC, ByteSlice.EMPTY, "", 1, 1);

    assertThatThrownBy(() -> InitSegment.of(1, 90_000, track).write())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AAC");
  }
}
