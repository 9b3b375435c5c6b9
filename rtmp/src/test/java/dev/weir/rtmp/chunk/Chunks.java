package dev.weir.rtmp.chunk;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.testkit.bytes.Hex;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reading chunks in tests: whole messages as text, from input in pieces. */
final class Chunks {

  private Chunks() {}

  /** All messages in {@code hex}, read in one piece. */
  static List<String> read(String hex) {
    return read(new ChunkReader(), List.of(Hex.bytes(hex)));
  }

  /** All messages in {@code pieces}; chunk sizes and aborts in them are obeyed. */
  static List<String> read(ChunkReader reader, List<byte[]> pieces) {
    List<String> messages = new ArrayList<>();
    for (RawMessage message : messages(reader, pieces)) {
      messages.add(text(message));
    }
    return messages;
  }

  static List<RawMessage> messages(ChunkReader reader, List<byte[]> pieces) {
    List<RawMessage> messages = new ArrayList<>();
    for (byte[] piece : pieces) {
      ByteCursor input = ByteCursor.of(piece);
      for (RawMessage m = reader.read(input); m != null; m = reader.read(input)) {
        messages.add(m);
        if (m.body().length == 4) {
          obey(reader, m.typeId(), ByteCursor.of(m.body()).u32());
        }
      }
    }
    return messages;
  }

  private static void obey(ChunkReader reader, int typeId, long value) {
    if (typeId == MessageType.SET_CHUNK_SIZE) {
      reader.chunkSize(value);
    } else if (typeId == MessageType.ABORT) {
      reader.abort(value);
    }
  }

  /** {@code csid/type/stream@time body}. */
  static String text(RawMessage message) {
    return "%d/%d/%d@%d %s"
        .formatted(
            message.chunkStreamId(),
            message.typeId(),
            message.messageStreamId(),
            message.timestampMs(),
            HexFormat.of().formatHex(message.body()));
  }

  /** {@code count} bytes as hex, counting up. */
  static String body(int first, int count) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < count; i++) {
      hex.append("%02x".formatted((first + i) & 0xFF));
    }
    return hex.toString();
  }
}
