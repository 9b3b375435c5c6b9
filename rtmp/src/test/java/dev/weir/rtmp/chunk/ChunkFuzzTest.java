package dev.weir.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.WeirFault;
import dev.weir.testkit.bytes.ChoppyInput;
import dev.weir.testkit.bytes.Damage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Any messages, written in any legal way and cut anywhere, come out again; damage never escapes.
 */
class ChunkFuzzTest {

  private static final int[] CHUNK_STREAMS = {3, 4, 6, 63, 64, 319, 320, 65_599};
  private static final int[] TYPES = {
    MessageType.AUDIO, MessageType.VIDEO, MessageType.DATA_AMF0, MessageType.COMMAND_AMF0
  };

  @Test
  void whatAThriftyEncoderWritesIsRead() {
    for (long seed = 0; seed < 300; seed++) {
      List<RawMessage> messages = messages(seed);
      byte[] bytes = new CompressingWriter(seed, seed % 2 == 0).write(messages);
      List<byte[]> pieces = ChoppyInput.inRandomPieces(bytes, 1 + (int) seed, seed);
      assertThat(byStream(Chunks.messages(publisher(), pieces)))
          .as("seed %d", seed)
          .isEqualTo(byStream(messages));
    }
  }

  @Test
  void whatOurWriterWritesIsRead() {
    for (int chunkSize = 128; chunkSize < 400; chunkSize++) {
      List<RawMessage> messages = messages(chunkSize);
      ChunkReader reader = publisher();
      reader.chunkSize(chunkSize);
      ChunkWriter writer = new ChunkWriter(chunkSize);
      List<byte[]> pieces = messages.stream().map(writer::toBytes).toList();
      assertThat(Chunks.messages(reader, pieces).stream().map(Chunks::text))
          .as("chunk size %d", chunkSize)
          .isEqualTo(messages.stream().map(Chunks::text).toList());
    }
  }

  @Test
  void damageEndsInAFaultOrInMessagesButNeverElsewhere() {
    for (long seed = 0; seed < 3_000; seed++) {
      byte[] bytes = new CompressingWriter(seed % 20, true).write(messages(seed % 20));
      survives(Damage.damaged(bytes, seed), seed);
      survives(Damage.noise(2_000, seed), seed);
    }
  }

  private static void survives(byte[] bytes, long seed) {
    try {
      Chunks.messages(publisher(), ChoppyInput.inRandomPieces(bytes, 1 + (int) (seed % 97), seed));
    } catch (WeirFault expected) {
      assertThat(expected.code()).as("seed %d", seed).isNotNull();
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  private static ChunkReader publisher() {
    ChunkReader reader = new ChunkReader();
    reader.allowMedia();
    return reader;
  }

  private static List<RawMessage> messages(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<RawMessage> messages = new ArrayList<>();
    long timeMs = random.nextInt(3) == 0 ? 0xFF_FF00 : random.nextInt(1_000);
    for (int i = 0; i < 40; i++) {
      timeMs += random.nextInt(4) == 0 ? random.nextInt(200) : 40;
      byte[] body = new byte[random.nextInt(3) == 0 ? random.nextInt(2_000) : 150];
      random.nextBytes(body);
      int chunkStreamId = CHUNK_STREAMS[random.nextInt(CHUNK_STREAMS.length)];
      int typeId = TYPES[random.nextInt(TYPES.length)];
      messages.add(new RawMessage(chunkStreamId, typeId, random.nextInt(2), timeMs, body));
    }
    return messages;
  }

  private static Map<Integer, List<String>> byStream(List<RawMessage> messages) {
    Map<Integer, List<String>> texts = new HashMap<>();
    for (RawMessage message : messages) {
      if (message.typeId() != MessageType.SET_CHUNK_SIZE) {
        texts
            .computeIfAbsent(message.chunkStreamId(), _ -> new ArrayList<>())
            .add(Chunks.text(message));
      }
    }
    return texts;
  }
}
