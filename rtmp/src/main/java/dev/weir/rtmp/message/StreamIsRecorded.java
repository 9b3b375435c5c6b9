package dev.weir.rtmp.message;

import dev.weir.rtmp.chunk.RawMessage;

/**
 * User control event 4: a stream is a recording. RTMP 1.0, 7.1.7.
 *
 * @param messageStreamId the message stream
 */
public record StreamIsRecorded(long messageStreamId) implements UserControl {

  static final int EVENT = 4;

  @Override
  public RawMessage write() {
    return UserControl.write(EVENT, messageStreamId);
  }
}
