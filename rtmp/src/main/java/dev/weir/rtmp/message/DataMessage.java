package dev.weir.rtmp.message;

import dev.weir.media.amf.AmfValue;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.amf.AmfWriter;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RawMessage;
import java.util.List;

/**
 * Type 18, or 15 from a client that talks AMF3: metadata and timed data. RTMP 1.0, 7.1.2.
 *
 * @param messageStreamId the stream it belongs to
 * @param timestampMs milliseconds, unwrapped
 * @param values AMF0 values that can be read, with {@code @setDataFrame} in front where the client
 *     put it
 */
public record DataMessage(int messageStreamId, long timestampMs, ByteSlice values)
    implements RtmpMessage {

  private static final int CHUNK_STREAM_ID = 4;
  private static final ByteSlice CLEAR_DATA_FRAME =
      ByteSlice.of(AmfWriter.toBytes(new AmfString("@clearDataFrame")));

  /** A message of {@code values}. */
  public static DataMessage of(int messageStreamId, long timestampMs, AmfValue... values) {
    byte[] bytes = AmfWriter.toBytes(values);
    return new DataMessage(messageStreamId, timestampMs, ByteSlice.of(bytes));
  }

  static DataMessage read(RawMessage raw) {
    ByteSlice bytes = AmfBody.slice(raw);
    List<AmfValue> values = AmfBody.read(bytes);
    // Viewers get AMF0: what an AMF3 client switched to AMF3 is written out again.
    boolean amf3 = raw.typeId() == MessageType.DATA_AMF3;
    return new DataMessage(
        raw.messageStreamId(),
        raw.timestampMs(),
        amf3 ? ByteSlice.of(AmfWriter.toBytes(values)) : bytes);
  }

  /** Whether it asks the server to forget metadata, which no viewer needs to know. */
  public boolean isForServerAlone() {
    return values.length() >= CLEAR_DATA_FRAME.length()
        && values.cursor().slice(CLEAR_DATA_FRAME.length()).equals(CLEAR_DATA_FRAME);
  }

  @Override
  public RawMessage write() {
    return new RawMessage(
        CHUNK_STREAM_ID, MessageType.DATA_AMF0, messageStreamId, timestampMs, values.toByteArray());
  }
}
