package dev.weir.rtmp.message;

import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RawMessage;

/**
 * Type 9: the body of one FLV video tag. RTMP 1.0, 7.1.5.
 *
 * @param messageStreamId the stream it belongs to
 * @param timestampMs milliseconds, unwrapped
 * @param body the tag's body
 */
public record VideoMessage(int messageStreamId, long timestampMs, byte[] body)
    implements RtmpMessage {

  private static final int CHUNK_STREAM_ID = 6;

  static VideoMessage read(RawMessage raw) {
    return new VideoMessage(raw.messageStreamId(), raw.timestampMs(), raw.body());
  }

  @Override
  public RawMessage write() {
    return new RawMessage(CHUNK_STREAM_ID, MessageType.VIDEO, messageStreamId, timestampMs, body);
  }
}
