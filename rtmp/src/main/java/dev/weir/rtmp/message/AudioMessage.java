package dev.weir.rtmp.message;

import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RawMessage;

/**
 * Type 8: the body of one FLV audio tag. RTMP 1.0, 7.1.4.
 *
 * @param messageStreamId the stream it belongs to
 * @param timestampMs milliseconds, unwrapped
 * @param body the tag's body
 */
public record AudioMessage(int messageStreamId, long timestampMs, byte[] body)
    implements RtmpMessage {

  private static final int CHUNK_STREAM_ID = 4;

  static AudioMessage read(RawMessage raw) {
    return new AudioMessage(raw.messageStreamId(), raw.timestampMs(), raw.body());
  }

  @Override
  public RawMessage write() {
    return new RawMessage(CHUNK_STREAM_ID, MessageType.AUDIO, messageStreamId, timestampMs, body);
  }
}
