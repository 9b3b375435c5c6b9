package dev.weir.media.ts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.Track;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TsWriterTest {

  private static final int VIDEO_PID = 0x100;
  private static final int AUDIO_PID = 0x101;

  private static final Track.VideoTrack AVC =
      new Track.VideoTrack(
          0, Codec.AVC, hex("0142c01effe1000467640001 01000368cc01"), "avc1.42c01e", 320, 180);

  private static final Track.AudioTrack AAC =
      new Track.AudioTrack(0, Codec.AAC, hex("1210"), "mp4a.40.2", 44_100, 2, 1024);

  private static final Track.AudioTrack MP3 =
      new Track.AudioTrack(0, Codec.MP3, ByteSlice.EMPTY, "mp4a.6B", 44_100, 2, 1152);

  private static ByteSlice hex(String digits) {
    return ByteSlice.of(HexFormat.of().parseHex(digits.replace(" ", "")));
  }

  private static AccessUnit picture(long ticks, boolean key, String nalUnits) {
    return new AccessUnit(ticks + 7200, ticks, key, hex(nalUnits));
  }

  private static AccessUnit sound(long ticks, int bytes) {
    return new AccessUnit(ticks, ticks, true, ByteSlice.of(new byte[bytes]));
  }

  private static ByteSlice write(List<Track> tracks, List<List<AccessUnit>> units) {
    return new TsWriter(TsProgram.of(tracks), 1).write(TsContinuity.START, units);
  }

  /** What the packets of one identifier carry, one after the other. */
  private static ByteSlice payload(ByteSlice segment, int pid) {
    ByteSink sink = new ByteSink(segment.length());
    for (int at = 0; at < segment.length(); at += 188) {
      if (((segment.u8(at + 1) & 0x1F) << 8 | segment.u8(at + 2)) == pid) {
        int field = (segment.u8(at + 3) & 0x20) == 0 ? 0 : segment.u8(at + 4) + 1;
        int skipped = 4 + field;
        sink.bytes(segment.array(), segment.offset() + at + skipped, 188 - skipped);
      }
    }
    return sink.toSlice();
  }

  private static String digits(ByteSlice slice, int from, int length) {
    return HexFormat.of()
        .formatHex(slice.array(), slice.offset() + from, slice.offset() + from + length);
  }

  @Test
  void beginsWithTheTablesOfTheProgram() {
    ByteSlice segment =
        write(List.of(AVC, AAC), List.of(List.of(picture(0, true, "00000002 6588")), List.of()));

    assertThat(digits(segment, 0, 21))
        .isEqualTo("4740001000" + "00b00d0001c100000001f000" + "2ab104b2");
    assertThat(digits(segment, 21, 1)).isEqualTo("ff");
    assertThat(digits(segment, 188, 31))
        .startsWith("4750001000" + "02b0170001c30000e100f000" + "1be100f0000fe101f000");
    byte[] map = payload(segment, 0x1000).toByteArray();
    byte[] section = new byte[map[3] + 3];
    System.arraycopy(map, 1, section, 0, section.length);
    assertThat(ProgramTables.crc(section)).as("remainder over a section with its CRC").isZero();
  }

  @Test
  void namesWhatPrivateStreamTypesMean() {
    Track ac3 = new Track.AudioTrack(0, Codec.AC3, ByteSlice.EMPTY, "ac-3", 48_000, 2, 1536);
    ByteSlice segment = write(List.of(ac3), List.of(List.of(sound(0, 40))));

    assertThat(digits(segment, 188 + 17, 11)).isEqualTo("81e100f006050441432d33");
    assertThat(new String(hex("41432d33").toByteArray(), StandardCharsets.US_ASCII))
        .isEqualTo("AC-3");
    assertThat(digits(payload(segment, VIDEO_PID), 0, 4)).isEqualTo("000001bd");
  }

  @Test
  void marksKeyFramesAndGivesTheClockWithEachPicture() {
    ByteSlice segment =
        write(
            List.of(AVC),
            List.of(
                List.of(picture(0, true, "00000002 6588"), picture(3600, false, "00000002 419a"))));

    // Adaptation field: random access and clock. 126 000 - 63 000 = 63 000 ticks = 0x7b0c << 1.
    assertThat(digits(segment, 2 * 188, 12))
        .matches("474100" + "30" + ".." + "50" + "00007b0c7e00");
    assertThat(digits(segment, 3 * 188, 12))
        .matches("474100" + "31" + ".." + "10" + "0000821" + "47e00");
  }

  @Test
  void stampsPicturesWithBothTimesAndTheSameOffset() {
    ByteSlice pes =
        payload(
            write(List.of(AVC), List.of(List.of(picture(0, true, "00000002 6588")))), VIDEO_PID);

    // PTS 126 000 + 7 200 = 0x20850, DTS 126 000 = 0x1ec30, in groups of 3, 15 and 15 bits.
    assertThat(digits(pes, 0, 19))
        .isEqualTo("000001e00000" + "84c00a" + "310009" + "10a1" + "110007" + "d861");
  }

  @Test
  void putsDelimiterAndParameterSetsBeforeAKeyFrame() {
    ByteSlice segment =
        write(
            List.of(AVC),
            List.of(
                List.of(
                    picture(0, true, "00000002 6588"),
                    picture(3600, false, "00000002 419a"),
                    picture(7200, true, "00000002 09f0 00000001 67 00000001 68 00000001 65"))));

    String pes = digits(payload(segment, VIDEO_PID), 0, payload(segment, VIDEO_PID).length());
    String start = "00000001";
    assertThat(pes)
        .contains(start + "09f0" + start + "67640001" + start + "68cc01" + start + "6588")
        .contains(start + "09f0" + start + "419a")
        .endsWith(start + "09f0" + start + "67" + start + "68" + start + "65");
  }

  @Test
  void putsAFewFramesOfSoundIntoOnePacketWhenTheyFollowEachOther() {
    List<AccessUnit> units = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      units.add(sound(Math.round(i * 1024 * 90_000 / 44_100.0), 100));
    }
    units.add(sound(50_000, 100));
    ByteSlice pes = payload(write(List.of(AAC), List.of(units)), VIDEO_PID);

    String digits = digits(pes, 0, pes.length());
    assertThat(digits.split("000001c0", -1)).as("6 + 2 + 1 after a gap").hasSize(4);
    assertThat(digits.split("fff150800d7ffc", -1)).as("ADTS headers").hasSize(10);
  }

  @Test
  void leavesOutWhatCannotBeFramed() {
    AccessUnit brokenPicture = picture(0, false, "0000ffff 41");
    AccessUnit hugeSound = sound(0, 70_000);
    List<List<AccessUnit>> good = List.of(List.of(picture(0, true, "00000002 6588")), List.of());
    List<List<AccessUnit>> bad =
        List.of(List.of(good.getFirst().getFirst(), brokenPicture), List.of(hugeSound));

    assertThat(write(List.of(AVC, AAC), bad)).isEqualTo(write(List.of(AVC, AAC), good));
    assertThat(write(List.of(AVC, MP3), bad)).isEqualTo(write(List.of(AVC, MP3), good));
  }

  @Test
  void countsThePacketsThatItWrites() {
    long seed = 11;
    Random random = new Random(seed);
    TsWriter writer = new TsWriter(TsProgram.of(List.of(MP3)), 1);
    TsContinuity continuity = TsContinuity.START;
    for (int round = 0; round < 2000; round++) {
      List<List<AccessUnit>> units =
          List.of(List.of(sound(round * 2000L, 1 + random.nextInt(900))));
      ByteSlice segment = writer.write(continuity, units);
      int first = segment.u8(2 * 188 + 3) & 0x0F;
      int packets = segment.length() / 188 - 2;

      TsContinuity next = writer.after(continuity, units);

      assertThat(first).as("seed %d round %d", seed, round).isEqualTo(continuity.stream(0));
      assertThat(next.stream(0)).isEqualTo((first + packets) % 16);
      assertThat(next.tables()).isEqualTo((continuity.tables() + 1) % 16);
      continuity = next;
    }
  }

  @Test
  void fillsPacketsExactlyAtEverySize() {
    for (int bytes = 1; bytes < 600; bytes++) {
      byte[] body = new byte[bytes];
      Arrays.fill(body, (byte) 0x55);
      AccessUnit unit = new AccessUnit(0, 0, true, ByteSlice.of(body));

      ByteSlice pes = payload(write(List.of(MP3), List.of(List.of(unit))), VIDEO_PID);

      assertThat(pes.length()).as("payload of %d", bytes).isEqualTo(14 + bytes);
      assertThat(pes.u8(4) << 8 | pes.u8(5)).isEqualTo(8 + bytes);
    }
  }

  @Test
  void movesTheClockToSoundWhenASegmentHasNoPictures() {
    ByteSlice segment = write(List.of(AVC, AAC), List.of(List.of(), List.of(sound(0, 50))));

    assertThat(digits(segment, 188 + 13, 2)).isEqualTo("e101");
    assertThat(digits(segment, 2 * 188, 4)).isEqualTo("474101" + "30");
    assertThat(payload(segment, AUDIO_PID).length()).isEqualTo(14 + 57);
  }

  @ParameterizedTest
  @EnumSource(names = {"AV1", "VP9", "OPUS", "EAC3", "FLAC"})
  void refusesCodecsThatTransportStreamsDoNotKnow(Codec codec) {
    Track track =
        codec.isVideo()
            ? new Track.VideoTrack(0, codec, hex("81"), "", 1, 1)
            : new Track.AudioTrack(0, codec, hex("81"), "", 48_000, 2, 960);

    assertThatThrownBy(() -> TsProgram.of(List.of(track)))
        .isInstanceOf(UnsupportedMediaException.class)
        .hasMessageContaining(codec.name());
  }
}
