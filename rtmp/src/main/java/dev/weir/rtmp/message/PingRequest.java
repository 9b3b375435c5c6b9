package dev.weir.rtmp.message;

import dev.weir.rtmp.chunk.RawMessage;

/**
 * User control event 6: are you there? RTMP 1.0, 7.1.7.
 *
 * @param timestampMs the sender's clock, milliseconds
 */
public record PingRequest(long timestampMs) implements UserControl {

  static final int EVENT = 6;

  @Override
  public RawMessage write() {
    return UserControl.write(EVENT, timestampMs);
  }
}
