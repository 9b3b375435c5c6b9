package dev.weir.rtmp.message;

import dev.weir.rtmp.chunk.RawMessage;

/**
 * User control event 7: yes. RTMP 1.0, 7.1.7.
 *
 * @param timestampMs the number of the request
 */
public record PingResponse(long timestampMs) implements UserControl {

  static final int EVENT = 7;

  @Override
  public RawMessage write() {
    return UserControl.write(EVENT, timestampMs);
  }
}
