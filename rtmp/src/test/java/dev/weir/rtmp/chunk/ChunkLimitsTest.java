package dev.weir.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.testkit.bytes.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a peer may ask of memory, ING-02. */
class ChunkLimitsTest {

  @ParameterizedTest
  @CsvSource({
    "9, 10485760",
    "22, 10485760",
    "8, 1048576",
    "20, 65536",
    "18, 65536",
    "17, 65536",
    "15, 65536",
    "1, 65536",
    "99, 65536"
  })
  void checksTheAnnouncedLengthByType(int typeId, int limit) {
    ChunkReader reader = new ChunkReader();
    assertThat(reader.read(ByteCursor.of(header(3, limit, typeId)))).isNull();
    assertFault(new ChunkReader(), header(3, limit + 1, typeId), FaultCode.RTMP_MESSAGE_TOO_LARGE);
  }

  @Test
  void allowsSixtyFourChunkStreams() {
    ByteSink sink = new ByteSink(4000);
    for (int id = 2; id < 66; id++) {
      sink.bytes(new ChunkWriter(128).toBytes(new RawMessage(id, 20, 0, 0, new byte[] {1})));
    }
    ChunkReader reader = new ChunkReader();
    assertThat(Chunks.messages(reader, List.of(sink.toByteArray()))).hasSize(64);
    byte[] again = new ChunkWriter(128).toBytes(new RawMessage(65, 20, 0, 0, new byte[] {1}));
    assertThat(Chunks.messages(reader, List.of(again))).hasSize(1);
    byte[] oneMore = new ChunkWriter(128).toBytes(new RawMessage(66, 20, 0, 0, new byte[] {1}));
    assertFault(reader, oneMore, FaultCode.RTMP_CHUNK_STREAMS_EXCEEDED);
  }

  @Test
  void boundsUnfinishedMessagesBeforeAPublish() {
    ChunkReader reader = new ChunkReader();
    ByteSink sink = new ByteSink(300_000).bytes(header(6, 400_000, 9));
    fill(sink, 6, 128, 2046 * 128);
    assertThat(Chunks.messages(reader, List.of(sink.toByteArray()))).isEmpty();
    ByteSink more = new ByteSink(2000).u8(0xC6); // the limit is two chunks away
    fill(more, 6, 128, 1000);
    assertFault(reader, more.toByteArray(), FaultCode.RTMP_UNFINISHED_BYTES_EXCEEDED);
  }

  @Test
  void boundsUnfinishedMessagesOfAPublisher() {
    ChunkReader reader = new ChunkReader();
    reader.allowMedia();
    byte[] tenMebibytes = unfinished(6, 9, 10 << 20);
    assertThat(Chunks.messages(reader, List.of(tenMebibytes))).isEmpty();
    byte[] end = new ByteSink(200).u8(0xC6).fill(128, 7).toByteArray();
    assertThat(Chunks.messages(reader, List.of(end))).hasSize(1);
    assertThat(Chunks.messages(reader, List.of(tenMebibytes))).as("what is done is free").isEmpty();
    reader.abort(6);
    assertThat(Chunks.messages(reader, List.of(tenMebibytes))).as("what is aborted too").isEmpty();
    assertFault(reader, unfinished(7, 9, 3 << 20), FaultCode.RTMP_UNFINISHED_BYTES_EXCEEDED);
  }

  @Test
  void countsAllChunkStreamsTogether() {
    ChunkReader reader = new ChunkReader();
    for (int id = 3; id < 7; id++) {
      assertThat(Chunks.messages(reader, List.of(unfinished(id, 20, 65_536)))).isEmpty();
    }
    assertFault(reader, unfinished(7, 20, 65_536), FaultCode.RTMP_UNFINISHED_BYTES_EXCEEDED);
  }

  @Test
  void takesMemoryForWhatArrivesAndNotForWhatIsAnnounced() {
    MessageAssembly assembly = new MessageAssembly(10 << 20, 100);
    assertThat(assembly.capacityBytes()).isEqualTo(ChunkLimits.FIRST_BODY_BYTES);
    assembly.grow(20_000, 1 << 20);
    assembly.append(ByteCursor.of(new byte[20_000]), 20_000);
    assertThat(assembly.capacityBytes()).isLessThanOrEqualTo(2 * 20_000);
    MessageAssembly atHand = new MessageAssembly(50_000, 60_000);
    assertThat(atHand.capacityBytes()).as("exact when it is all at hand").isEqualTo(50_000);
  }

  /** All chunks of a message but the last one. */
  private static byte[] unfinished(int chunkStreamId, int typeId, int length) {
    ByteSink sink =
        new ByteSink(length + length / 100).bytes(header(chunkStreamId, length, typeId));
    fill(sink, chunkStreamId, 128, length - 128);
    return sink.toByteArray();
  }

  private static byte[] header(int chunkStreamId, int length, int typeId) {
    return new ByteSink(12)
        .u8(chunkStreamId)
        .u24(0)
        .u24(length)
        .u8(typeId)
        .bytes(Hex.bytes("01000000"))
        .toByteArray();
  }

  /** Appends {@code count} payload bytes in chunks, of which the first has its header already. */
  private static void fill(ByteSink sink, int chunkStreamId, int chunkSize, int count) {
    for (int done = 0; done < count; done += chunkSize) {
      if (done > 0) {
        sink.u8(0xC0 | chunkStreamId);
      }
      sink.fill(Math.min(chunkSize, count - done), 0x55);
    }
  }

  private static void assertFault(ChunkReader reader, byte[] bytes, FaultCode code) {
    assertThatThrownBy(() -> Chunks.messages(reader, List.of(bytes)))
        .isInstanceOfSatisfying(WeirFault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }
}
