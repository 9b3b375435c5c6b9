package dev.weir.rtmp.message;

import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RawMessage;

/**
 * Type 1: how long the sender's chunks are from now on. RTMP 1.0, 5.4.1.
 *
 * @param sizeBytes largest payload of one chunk, bytes; as announced, which may be out of range
 */
public record SetChunkSize(long sizeBytes) implements RtmpMessage {

  static SetChunkSize read(RawMessage raw) {
    return new SetChunkSize(ControlBody.read(raw, 4).u32());
  }

  @Override
  public RawMessage write() {
    return ControlBody.write(MessageType.SET_CHUNK_SIZE, sizeBytes);
  }
}
