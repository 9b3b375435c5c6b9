package dev.weir.rtmp.message;

import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RawMessage;

/**
 * Type 5: after how many bytes the sender expects an acknowledgement. RTMP 1.0, 5.4.4.
 *
 * @param windowBytes bytes between two acknowledgements
 */
public record WindowAcknowledgementSize(long windowBytes) implements RtmpMessage {

  static WindowAcknowledgementSize read(RawMessage raw) {
    return new WindowAcknowledgementSize(ControlBody.read(raw, 4).u32());
  }

  @Override
  public RawMessage write() {
    return ControlBody.write(MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE, windowBytes);
  }
}
