package dev.weir.rtmp.message;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.amf.AmfReader;
import dev.weir.media.amf.AmfValue;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MediaException;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RawMessage;
import java.util.List;

/** What commands and data messages share: a body of AMF values. */
final class AmfBody {

  private AmfBody() {}

  /**
   * The AMF0 values of a message. A client that talks AMF3 puts a byte 0 in front of them and
   * switches to AMF3 value by value. No AMF0 message begins with a number, so that the byte cannot
   * be mistaken.
   */
  static ByteSlice slice(RawMessage raw) {
    byte[] body = raw.body();
    boolean amf3 =
        raw.typeId() == MessageType.COMMAND_AMF3 || raw.typeId() == MessageType.DATA_AMF3;
    int skipped = amf3 && body.length > 0 && body[0] == 0 ? 1 : 0;
    return new ByteSlice(body, skipped, body.length - skipped);
  }

  /** All values; throws {@link FaultCode#RTMP_AMF_MALFORMED}. */
  static List<AmfValue> read(ByteSlice values) {
    try {
      return AmfReader.readAll(values);
    } catch (MediaException e) {
      throw new WeirFault(FaultCode.RTMP_AMF_MALFORMED, String.valueOf(e.getMessage()));
    }
  }
}
