package dev.weir.rtmp.message;

import dev.weir.rtmp.chunk.RawMessage;

/**
 * User control event 0: a stream has become usable. RTMP 1.0, 7.1.7.
 *
 * @param messageStreamId the message stream
 */
public record StreamBegin(long messageStreamId) implements UserControl {

  static final int EVENT = 0;

  @Override
  public RawMessage write() {
    return UserControl.write(EVENT, messageStreamId);
  }
}
