package dev.weir.rtmp.message;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RawMessage;

/** Type 4: an event, told by its first 16 bits. RTMP 1.0, 6.2 and 7.1.7. */
public sealed interface UserControl extends RtmpMessage
    permits StreamBegin,
        StreamEof,
        StreamDry,
        SetBufferLength,
        StreamIsRecorded,
        PingRequest,
        PingResponse,
        IgnoredUserControl {

  /** Bytes of an event with one 32-bit field. */
  int ONE_FIELD_BYTES = 6;

  static UserControl read(RawMessage raw) {
    if (raw.body().length < 2) {
      throw new WeirFault(
          FaultCode.RTMP_CONTROL_MALFORMED, "a user control message without an event");
    }
    return switch (ByteCursor.of(raw.body()).u16()) {
      case StreamBegin.EVENT -> new StreamBegin(onlyField(raw));
      case StreamEof.EVENT -> new StreamEof(onlyField(raw));
      case StreamDry.EVENT -> new StreamDry(onlyField(raw));
      case SetBufferLength.EVENT -> SetBufferLength.read(raw);
      case StreamIsRecorded.EVENT -> new StreamIsRecorded(onlyField(raw));
      case PingRequest.EVENT -> new PingRequest(onlyField(raw));
      case PingResponse.EVENT -> new PingResponse(onlyField(raw));
      default -> new IgnoredUserControl(raw);
    };
  }

  /** An event with one field. */
  static RawMessage write(int event, long field) {
    return ControlBody.write(
        MessageType.USER_CONTROL, new ByteSink(ONE_FIELD_BYTES).u16(event).u32(field));
  }

  private static long onlyField(RawMessage raw) {
    ByteCursor body = ControlBody.read(raw, ONE_FIELD_BYTES);
    body.skip(2);
    return body.u32();
  }
}
