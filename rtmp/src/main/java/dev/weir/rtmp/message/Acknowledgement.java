package dev.weir.rtmp.message;

import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RawMessage;

/**
 * Type 3: how many bytes the sender has received, modulo 2^32. RTMP 1.0, 5.4.3.
 *
 * @param sequenceNumber bytes received since the connection began, the low 32 bits
 */
public record Acknowledgement(long sequenceNumber) implements RtmpMessage {

  static Acknowledgement read(RawMessage raw) {
    return new Acknowledgement(ControlBody.read(raw, 4).u32());
  }

  @Override
  public RawMessage write() {
    return ControlBody.write(MessageType.ACKNOWLEDGEMENT, sequenceNumber);
  }
}
