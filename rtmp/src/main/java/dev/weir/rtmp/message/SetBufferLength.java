package dev.weir.rtmp.message;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RawMessage;

/**
 * User control event 3: how much the player wants to have in stock. RTMP 1.0, 7.1.7.
 *
 * @param messageStreamId the message stream
 * @param bufferMs the stock, milliseconds
 */
public record SetBufferLength(long messageStreamId, long bufferMs) implements UserControl {

  static final int EVENT = 3;

  private static final int LENGTH_BYTES = 10;

  static SetBufferLength read(RawMessage raw) {
    ByteCursor body = ControlBody.read(raw, LENGTH_BYTES);
    body.skip(2);
    return new SetBufferLength(body.u32(), body.u32());
  }

  @Override
  public RawMessage write() {
    return ControlBody.write(
        MessageType.USER_CONTROL,
        new ByteSink(LENGTH_BYTES).u16(EVENT).u32(messageStreamId).u32(bufferMs));
  }
}
