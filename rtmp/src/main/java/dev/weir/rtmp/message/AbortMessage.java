package dev.weir.rtmp.message;

import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RawMessage;

/**
 * Type 2: the unfinished message of a chunk stream will not be finished. RTMP 1.0, 5.4.2.
 *
 * @param chunkStreamId the chunk stream
 */
public record AbortMessage(long chunkStreamId) implements RtmpMessage {

  static AbortMessage read(RawMessage raw) {
    return new AbortMessage(ControlBody.read(raw, 4).u32());
  }

  @Override
  public RawMessage write() {
    return ControlBody.write(MessageType.ABORT, chunkStreamId);
  }
}
