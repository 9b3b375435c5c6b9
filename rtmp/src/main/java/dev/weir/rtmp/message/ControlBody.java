package dev.weir.rtmp.message;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.rtmp.chunk.RawMessage;

/** What the control messages share: a fixed length, and chunk stream 2 of message stream 0. */
final class ControlBody {

  private static final int CHUNK_STREAM_ID = 2;

  private ControlBody() {}

  /** The body of a control message, which must have {@code lengthBytes}. */
  static ByteCursor read(RawMessage raw, int lengthBytes) {
    if (raw.body().length != lengthBytes) {
      throw new WeirFault(
          FaultCode.RTMP_CONTROL_MALFORMED,
          "message of type %d has %d bytes instead of %d"
              .formatted(raw.typeId(), raw.body().length, lengthBytes));
    }
    return ByteCursor.of(raw.body());
  }

  /** A control message. */
  static RawMessage write(int typeId, ByteSink body) {
    return new RawMessage(CHUNK_STREAM_ID, typeId, 0, 0, body.toByteArray());
  }

  /** A control message whose body is one unsigned 32-bit number. */
  static RawMessage write(int typeId, long u32) {
    return write(typeId, new ByteSink(4).u32(u32));
  }
}
