package dev.weir.rtmp.chunk;

import static dev.weir.rtmp.chunk.Chunks.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.testkit.bytes.ChoppyInput;
import dev.weir.testkit.bytes.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Header by header: the bytes on the left, the messages on the right. */
class ChunkReaderTest {

  @Test
  void readsAllFourHeaderTypes() {
    assertThat(
            Chunks.read(
                """
                04 00000A 000002 08 01000000 AAAA   absolute 10
                44 000005 000001 09 BB              delta 5, new length and type
                84 000007 CC                        delta 7
                C4 DD                               delta 7 again
                """
                    .replaceAll("(absolute|delta).*", "")))
        .containsExactly("4/8/1@10 aaaa", "4/9/1@15 bb", "4/9/1@22 cc", "4/9/1@29 dd");
  }

  @ParameterizedTest
  @CsvSource({
    "02, 2",
    "3F, 63",
    "0000, 64",
    "00FF, 319",
    "010000, 64",
    "010001, 320",
    "01FFFF, 65599"
  })
  void readsEveryFormOfChunkStreamId(String basicHeader, int id) {
    assertThat(Chunks.read(basicHeader + "000000 000001 14 00000000 AA"))
        .containsExactly(id + "/20/0@0 aa");
  }

  @Test
  void joinsChunksAndInterleavesStreams() {
    String video = body(0, 300);
    String audio = body(100, 140);
    String bytes =
        "06 000000 00012C 09 01000000"
            + video.substring(0, 256)
            + "04 000003 00008C 08 01000000"
            + audio.substring(0, 256)
            + "C6"
            + video.substring(256, 512)
            + "C4"
            + audio.substring(256)
            + "C6"
            + video.substring(512);
    assertThat(Chunks.read(bytes)).containsExactly("4/8/1@3 " + audio, "6/9/1@0 " + video);
  }

  @Test
  void obeysAChunkSizeThatChangesAmidAnInterleavedMessage() {
    String video = body(0, 500);
    String bytes =
        "06 000000 0001F4 09 01000000"
            + video.substring(0, 256)
            + "02 000000 000004 01 00000000 000000C8"
            + "C6"
            + video.substring(256, 656)
            + "C6"
            + video.substring(656);
    assertThat(Chunks.read(bytes)).containsExactly("2/1/0@0 000000c8", "6/9/1@0 " + video);
  }

  @Test
  void forgetsAnAbortedMessage() {
    String bytes =
        "06 000000 000100 09 01000000"
            + body(0, 128)
            + "02 000000 000004 02 00000000 00000006"
            + "06 000009 000001 09 01000000 EE";
    assertThat(Chunks.read(bytes)).containsExactly("2/2/0@0 00000006", "6/9/1@9 ee");
  }

  @Test
  void goesOnUnderAHeaderThatRepeatsWhatIsKnown() {
    String video = body(0, 200);
    String head = "06 000005 0000C8 09 01000000" + video.substring(0, 256);
    String rest = video.substring(256);
    assertThat(Chunks.read(head + "46 000000 0000C8 09" + rest))
        .containsExactly("6/9/1@5 " + video);
    assertThat(Chunks.read(head + "86 000000" + rest)).containsExactly("6/9/1@5 " + video);
    assertFault(head + "46 000000 0000C9 09" + rest, FaultCode.RTMP_CHUNK_MALFORMED);
    assertFault(head + "06 000000 0000C8 09 01000000", FaultCode.RTMP_CHUNK_MALFORMED);
  }

  @Test
  void takesATypeOneHeaderOnAFreshStreamAsLibrtmpMeansIt() {
    assertThat(Chunks.read("42 000000 000006 04 00060000 0D0F"))
        .containsExactly("2/4/0@0 000600000d0f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"84 000001 AA", "C4 AA"})
  void refusesAFreshStreamWithoutALength(String bytes) {
    assertFault(bytes, FaultCode.RTMP_CHUNK_MALFORMED);
  }

  @Test
  void readsEmptyMessages() {
    assertThat(Chunks.read("04 000000 000000 08 01000000 C4 C4"))
        .containsExactly("4/8/1@0 ", "4/8/1@0 ", "4/8/1@0 ");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 0x8000_0000L, 0xFFFF_FFFFL})
  void refusesChunkSizesOutOfRange(long size) {
    assertThatThrownBy(() -> new ChunkReader().chunkSize(size))
        .isInstanceOfSatisfying(
            WeirFault.class,
            fault -> assertThat(fault.code()).isEqualTo(FaultCode.RTMP_CHUNK_SIZE_INVALID));
  }

  @Test
  void cutsTheChunkSizeToTheLongestMessage() {
    ChunkReader reader = new ChunkReader();
    reader.chunkSize(0x7FFF_FFFFL);
    String video = body(0, 70_000);
    byte[] bytes = Hex.bytes("06 000000 011170 09 01000000" + video);
    assertThat(Chunks.read(reader, ChoppyInput.inPiecesOf(bytes, 4096)))
        .containsExactly("6/9/1@0 " + video);
  }

  @Test
  void anySplitGivesTheSameMessages() {
    String video = body(0, 300);
    byte[] bytes =
        Hex.bytes(
            "010001 FFFFFF 00012C 09 01000000 01000005"
                + video.substring(0, 256)
                + "04 000003 000001 08 01000000 AA"
                + "C10001 01000005"
                + video.substring(256, 512)
                + "C10001 01000005"
                + video.substring(512)
                + "44 000005 000002 09 BBBB"
                + "84 000007 CCCC C4 DDDD");
    List<String> whole = Chunks.read(new ChunkReader(), List.of(bytes));
    assertThat(whole).hasSize(5);
    for (int length = 1; length < bytes.length; length++) {
      assertThat(Chunks.read(new ChunkReader(), ChoppyInput.inPiecesOf(bytes, length)))
          .as("pieces of %d", length)
          .isEqualTo(whole);
    }
    for (long seed = 0; seed < 50; seed++) {
      assertThat(Chunks.read(new ChunkReader(), ChoppyInput.inRandomPieces(bytes, 20, seed)))
          .as("seed %d", seed)
          .isEqualTo(whole);
    }
  }

  @Test
  void aTruncatedStreamHoldsOnlyItsWholeMessages() {
    byte[] bytes = Hex.bytes("04 00000A 000002 08 01000000 AAAA 44 000005 000001 09 BB");
    ChoppyInput.truncations(bytes)
        .forEach(part ->
            assertThat(Chunks.read(new ChunkReader(), List.of(part)))
                .hasSize(part.length < 14 ? 0 : 1));
  }

  @Test
  void keepsTheLastMessageWhateverTheInputBufferBecomes() {
    byte[] buffer = Hex.bytes("04 000000 000002 08 01000000 AAAA");
    RawMessage message = new ChunkReader().read(ByteCursor.of(buffer));
    buffer[12] = 0;
    assertThat(message).isNotNull();
    assertThat(Chunks.text(message)).isEqualTo("4/8/1@0 aaaa");
  }

  private static void assertFault(String hex, FaultCode code) {
    assertThatThrownBy(() -> Chunks.read(hex))
        .isInstanceOfSatisfying(WeirFault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }
}
