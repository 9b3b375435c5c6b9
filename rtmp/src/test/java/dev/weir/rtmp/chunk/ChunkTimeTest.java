package dev.weir.rtmp.chunk;

import static dev.weir.rtmp.chunk.Chunks.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.bytes.ChoppyInput;
import dev.weir.testkit.bytes.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Timestamps: extended in both conventions, wrapped, repeated. */
class ChunkTimeTest {

  private static final String VIDEO = body(1, 200);
  private static final String FIRST = VIDEO.substring(0, 256);
  private static final String REST = VIDEO.substring(256);

  @Test
  void readsExtendedTimestampsThatEveryChunkRepeats() {
    assertThat(
            Chunks.read(
                "06 FFFFFF 0000C8 09 01000000 01234567"
                    + FIRST
                    + "C6 01234567"
                    + REST
                    + "46 000028 000001 09 AA"))
        .containsExactly("6/9/1@19088743 " + VIDEO, "6/9/1@19088783 aa");
  }

  @Test
  void readsExtendedTimestampsThatOnlyTheFirstChunkCarries() {
    String bytes =
        "06 FFFFFF 0000C8 09 01000000 01234567" + FIRST + "C6" + REST + "46 000028 000001 09 AA";
    List<String> expected = List.of("6/9/1@19088743 " + VIDEO, "6/9/1@19088783 aa");
    assertThat(Chunks.read(bytes)).isEqualTo(expected);
    for (int length = 1; length < 40; length++) {
      List<byte[]> pieces = ChoppyInput.inPiecesOf(Hex.bytes(bytes), length);
      assertThat(Chunks.read(new ChunkReader(), pieces)).as("of %d", length).isEqualTo(expected);
    }
  }

  @Test
  void readsAnUnrepeatedTimestampBeforeARemainderShorterThanIt() {
    String video = body(1, 130);
    String bytes =
        "06 FFFFFF 000082 09 01000000 01234567"
            + video.substring(0, 256)
            + "C6"
            + video.substring(256)
            + "06 FFFFFF 000002 09 01000000 0123456F AABB"
            + "04 FFFFFF 000002 08 01000000 0123456F CCDD";
    List<String> expected =
        List.of("6/9/1@19088743 " + video, "6/9/1@19088751 aabb", "4/8/1@19088751 ccdd");
    assertThat(Chunks.read(bytes)).isEqualTo(expected);
    for (int length = 1; length < 40; length++) {
      List<byte[]> pieces = ChoppyInput.inPiecesOf(Hex.bytes(bytes), length);
      assertThat(Chunks.read(new ChunkReader(), pieces)).as("of %d", length).isEqualTo(expected);
    }
  }

  @Test
  void readsAnExtendedDeltaWhetherChunksRepeatItOrTheTimeOrNothing() {
    String start = "06 000064 000001 09 01000000 AA" + "46 FFFFFF 0000C8 09 01000000" + FIRST;
    List<String> expected = List.of("6/9/1@100 aa", "6/9/1@16777316 " + VIDEO);
    assertThat(Chunks.read(start + "C6 01000000" + REST)).isEqualTo(expected);
    assertThat(Chunks.read(start + "C6 01000064" + REST)).isEqualTo(expected);
    assertThat(Chunks.read(start + "C6" + REST)).isEqualTo(expected);
  }

  @Test
  void beginsAMessageUnderATypeThreeHeaderWithAnExtendedTimestampOfItsOwn() {
    String start = "06 FFFFFF 000002 09 01000000 01234567 AAAA";
    assertThat(Chunks.read(start + "C6 0123458F BBBB"))
        .containsExactly("6/9/1@19088743 aaaa", "6/9/1@19088783 bbbb");
    assertThat(Chunks.read(start + "C6 01234567 BBBB"))
        .containsExactly("6/9/1@19088743 aaaa", "6/9/1@19088743 bbbb");
    assertThat(Chunks.read(start + "C6 BBBB C6 CCCC C6 DDDD EE"))
        .as("nothing is repeated, so the time stands still")
        .startsWith("6/9/1@19088743 aaaa", "6/9/1@19088743 bbbb", "6/9/1@19088743 cccc");
  }

  @Test
  void repeatsTheFirstTimestampAsDeltaOnlyWhereItCanBeOne() {
    assertThat(Chunks.read("04 00001A 000001 08 01000000 AA C4 BB C4 CC"))
        .as("FMLE")
        .containsExactly("4/8/1@26 aa", "4/8/1@52 bb", "4/8/1@78 cc");
    assertThat(Chunks.read("04 0F4240 000001 08 01000000 AA C4 BB"))
        .as("an hour is no distance between frames")
        .containsExactly("4/8/1@1000000 aa", "4/8/1@1000000 bb");
  }

  @Test
  void countsOnWhereThirtyTwoBitsStartAgain() {
    assertThat(
            Chunks.read(
                """
                06 FFFFFF 000001 09 01000000 FFFFFFF0 AA
                46 000020 000001 09 BB
                06 000030 000001 09 01000000 CC
                04 000031 000001 08 01000000 DD
                06 FFFFFF 000001 09 01000000 FFFFFFFA EE
                """))
        .containsExactly(
            "6/9/1@-16 aa", "6/9/1@16 bb", "6/9/1@48 cc", "4/8/1@49 dd", "6/9/1@-6 ee");
    assertThat(
            Chunks.read(
                """
                06 FFFFFF 000001 09 01000000 7FFFFFFF AA
                06 FFFFFF 000001 09 01000000 F0000000 BB
                06 000010 000001 09 01000000 CC
                04 000011 000001 08 01000000 DD
                05 000000 000001 12 01000000 EE
                """))
        .containsExactly(
            "6/9/1@2147483647 aa",
            "6/9/1@4026531840 bb",
            "6/9/1@4294967312 cc",
            "4/8/1@4294967313 dd",
            "5/18/1@4294967296 ee");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "5, 0, 5",
    "-5, 0, -5",
    "-3600000, 0, -3600000",
    "-3600001, 0, 4291367295",
    "3000000000, 0, 3000000000",
    "10, 4294967290, 4294967306",
    "-10, 4294967306, 4294967286",
    "0, 8589934590, 8589934592"
  })
  void unwrapsToTheNearestTime(long bits, long reference, long expected) {
    assertThat(MessageTime.nearest((int) bits, reference)).isEqualTo(expected);
  }

  @Test
  void aFirstTimestampMayBeAnything() {
    assertThat(
            Chunks.read(
                "03 000000 000001 12 01000000 AA"
                    + "06 FFFFFF 000001 09 01000000 B2D05E00 BB"
                    + "04 FFFFFF 000001 08 01000000 B2D05E01 CC"))
        .containsExactly("3/18/1@0 aa", "6/9/1@3000000000 bb", "4/8/1@3000000001 cc");
  }
}
