package dev.weir.rtmp.message;

import dev.weir.rtmp.chunk.RawMessage;

/**
 * User control event 2: a stream has nothing to play for now. RTMP 1.0, 7.1.7.
 *
 * @param messageStreamId the message stream
 */
public record StreamDry(long messageStreamId) implements UserControl {

  static final int EVENT = 2;

  @Override
  public RawMessage write() {
    return UserControl.write(EVENT, messageStreamId);
  }
}
