package dev.weir.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.testkit.bytes.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkWriterTest {

  private static final ChunkWriter WRITER = new ChunkWriter(128);

  @Test
  void beginsEveryMessageWithAWholeHeader() {
    assertThat(hex(new RawMessage(6, 9, 1, 0x0A0B0C, Hex.bytes("1701"))))
        .isEqualTo("06" + "0a0b0c" + "000002" + "09" + "01000000" + "1701");
    assertThat(hex(new RawMessage(3, 20, 0, 0, new byte[0])))
        .isEqualTo("03" + "000000" + "000000" + "14" + "00000000");
  }

  @ParameterizedTest
  @CsvSource({"2, 02", "63, 3f", "64, 0000", "319, 00ff", "320, 010001", "65599, 01ffff"})
  void writesTheShortestChunkStreamId(int id, String basicHeader) {
    assertThat(hex(new RawMessage(id, 8, 1, 1, new byte[1])))
        .isEqualTo(basicHeader + "000001" + "000001" + "08" + "01000000" + "00");
  }

  @Test
  void cutsAtTheChunkSize() {
    assertThat(hex(new RawMessage(4, 8, 1, 1, new byte[128]))).hasSize(2 * (12 + 128));
    assertThat(hex(new RawMessage(4, 8, 1, 1, new byte[129])))
        .hasSize(2 * (12 + 128 + 1 + 1))
        .endsWith("c400");
  }

  @Test
  void repeatsTheExtendedTimestampInEveryChunk() {
    assertThat(hex(new RawMessage(4, 8, 1, 0xFFFFFE, new byte[129]))).startsWith("04fffffe");
    assertThat(hex(new RawMessage(4, 8, 1, 0xFFFFFF, new byte[129])))
        .startsWith("04ffffff0000810801000000" + "00ffffff")
        .endsWith("c4" + "00ffffff" + "00");
  }

  @Test
  void cutsTimestampsToThirtyTwoBits() {
    assertThat(hex(new RawMessage(4, 8, 1, (1L << 32) + 5, new byte[0]))).startsWith("04000005");
    assertThat(hex(new RawMessage(4, 8, 1, -1, new byte[0])))
        .startsWith("04ffffff")
        .endsWith("ffffffff");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 127, 0x1000000})
  void refusesSizesThatAReaderWould(int size) {
    assertThatThrownBy(() -> new ChunkWriter(size)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String hex(RawMessage message) {
    assertThat(WRITER.toBytes(message)).hasSize(WRITER.sizeBytes(message));
    return Hex.text(WRITER.toBytes(message));
  }
}
