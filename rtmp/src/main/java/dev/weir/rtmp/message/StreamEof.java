package dev.weir.rtmp.message;

import dev.weir.rtmp.chunk.RawMessage;

/**
 * User control event 1: a stream has ended. RTMP 1.0, 7.1.7.
 *
 * @param messageStreamId the message stream
 */
public record StreamEof(long messageStreamId) implements UserControl {

  static final int EVENT = 1;

  @Override
  public RawMessage write() {
    return UserControl.write(EVENT, messageStreamId);
  }
}
