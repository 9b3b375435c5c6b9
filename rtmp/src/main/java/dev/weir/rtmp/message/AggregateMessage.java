package dev.weir.rtmp.message;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.rtmp.chunk.ChunkLimits;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RawMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Type 22: several audio, video and data messages, each framed as an FLV tag with its trailer. RTMP
 * 1.0, 7.1.6.
 *
 * <p>The aggregate's own timestamp is that of its first part; the parts' timestamps count only by
 * their distance from the first one.
 *
 * @param messageStreamId the stream of every part, whatever the parts say
 * @param timestampMs time of the first part, milliseconds, unwrapped
 * @param body the parts
 */
public record AggregateMessage(int messageStreamId, long timestampMs, byte[] body)
    implements RtmpMessage {

  /** Parts of one aggregate. */
  public static final int MAX_PARTS = 4096;

  private static final int CHUNK_STREAM_ID = 4;
  private static final int TRAILER_BYTES = 4;
  private static final int HEADER_BYTES = 11;

  static AggregateMessage read(RawMessage raw) {
    return new AggregateMessage(raw.messageStreamId(), raw.timestampMs(), raw.body());
  }

  @Override
  public RawMessage write() {
    return new RawMessage(
        CHUNK_STREAM_ID, MessageType.AGGREGATE, messageStreamId, timestampMs, body);
  }

  /** The messages inside, in order, with timestamps of their own; other kinds are left out. */
  public List<RtmpMessage> parts() {
    List<RtmpMessage> parts = new ArrayList<>();
    ByteCursor input = ByteCursor.of(body);
    int firstTime = 0;
    for (int count = 0; input.hasRemaining(); count++) {
      require(count < MAX_PARTS, "more than " + MAX_PARTS + " parts");
      require(input.remaining() >= HEADER_BYTES, "a part without a whole header");
      int typeId = input.u8();
      int lengthBytes = input.u24();
      int time = input.u24() | input.u8() << 24;
      input.skip(3);
      firstTime = count == 0 ? time : firstTime;
      require(lengthBytes <= input.remaining(), "a part that is longer than the message");
      require(lengthBytes <= ChunkLimits.maxMessageBytes(typeId), "a part over its limit");
      byte[] part = input.slice(lengthBytes).toByteArray();
      long partTimeMs = timestampMs + (time - firstTime);
      addPart(new RawMessage(0, typeId, messageStreamId, partTimeMs, part), parts);
      // The last trailer is missing in what some encoders send.
      input.skip(Math.min(TRAILER_BYTES, input.remaining()));
    }
    return parts;
  }

  private static void addPart(RawMessage part, List<RtmpMessage> parts) {
    switch (part.typeId()) {
      case MessageType.AUDIO, MessageType.VIDEO, MessageType.DATA_AMF0, MessageType.DATA_AMF3 ->
          parts.add(RtmpMessage.read(part));
      default -> {
        // Commands and control messages have no place here; an aggregate in an aggregate neither.
      }
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new WeirFault(FaultCode.RTMP_CHUNK_MALFORMED, "an aggregate with " + otherwise);
    }
  }
}
